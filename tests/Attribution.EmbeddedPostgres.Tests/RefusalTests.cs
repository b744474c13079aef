using System.Globalization;

namespace Attribution.EmbeddedPostgres.Tests;

/// <summary>Folders that no server can be started in, and what the person at the keyboard is told.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_folder_has_one_server_at_a_time_in_this_process()
    {
        await using var server = await PostgresServer.StartAsync(await folder.UsedAsync());

        var refused = await RefusedAsync(PostgresProblem.FolderInUse);

        refused.Message.ShouldContain(folder["server"]);
        (await Sql.ReadAsync(server.ConnectionString("postgres"), "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_folder_has_one_server_at_a_time_among_processes()
    {
        await folder.UsedAsync();
        using var owner = await OwnerProcess.StartAsync(["server", folder["server"]]);

        await RefusedAsync(PostgresProblem.FolderInUse);

        (await owner.InterruptAsync()).ShouldBe("42");
    }

    [Fact]
    public async Task A_refused_start_lets_the_folder_go()
    {
        await folder.UsedAsync();
        File.Move(folder["server/password"], folder["server/hidden"]);
        (await RefusedAsync(PostgresProblem.DataUnreadable)).Message.ShouldContain("password file");
        File.Move(folder["server/hidden"], folder["server/password"]);

        await using var server = await PostgresServer.StartAsync(folder.Options());
        (await Sql.ReadAsync(server.ConnectionString("postgres"), "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_data_directory_of_another_version_names_both_and_what_to_do()
    {
        await folder.UsedAsync();
        await File.WriteAllTextAsync(folder["server/cluster/PG_VERSION"], "12\n");
        var installed = await PostgresBinaries.Find();

        var refused = await RefusedAsync(PostgresProblem.VersionMismatch);

        refused.Message.ShouldContain("was made by PostgreSQL 12");
        refused.Message.ShouldContain(installed.Version.ToString());
        refused.Message.ShouldContain("pg_upgrade");
    }

    [Theory]
    [InlineData("fifteen")]
    [InlineData("")]
    public async Task A_version_file_that_holds_no_version_is_refused(string content)
    {
        await folder.UsedAsync();
        await File.WriteAllTextAsync(folder["server/cluster/PG_VERSION"], content);

        (await RefusedAsync(PostgresProblem.DataUnreadable)).Message.ShouldContain($"PG_VERSION says \"{content}\"");
    }

    [Fact]
    public async Task A_folder_that_holds_something_else_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(folder["server/cluster"]);
        await File.WriteAllTextAsync(folder["server/cluster/thesis.txt"], "chapter 1");

        (await RefusedAsync(PostgresProblem.DataUnreadable)).Message.ShouldContain("has no PG_VERSION");

        (await File.ReadAllTextAsync(folder["server/cluster/thesis.txt"])).ShouldBe("chapter 1");
    }

    [Fact]
    public async Task A_damaged_data_directory_shows_the_end_of_the_servers_log()
    {
        await folder.UsedAsync();
        await File.WriteAllBytesAsync(folder["server/cluster/global/pg_control"], new byte[8192]);

        var refused = await RefusedAsync(PostgresProblem.StartFailed);

        refused.ServerLog.ShouldNotBeNull().ShouldContain("FATAL");
        refused.Message.ShouldContain(refused.ServerLog);
    }

    [Fact]
    public async Task A_setting_the_server_does_not_know_shows_the_end_of_the_servers_log()
    {
        var options = await folder.UsedAsync() with
        {
            Settings = new Dictionary<string, string> { ["work_men"] = "4MB" },
        };

        var refused = await Should.ThrowAsync<PostgresUnavailableException>(() => PostgresServer.StartAsync(options));

        refused.Message.ShouldContain("unrecognized configuration parameter \"work_men\"");
    }

    [Fact]
    public async Task A_file_in_place_of_the_folder_is_refused()
    {
        await File.WriteAllTextAsync(folder["server"], "");

        await RefusedAsync(PostgresProblem.FolderNotAccessible);
    }

    [Fact]
    public async Task The_server_runs_as_an_unprivileged_account_that_owns_only_its_own_folders()
    {
        await using var server = await PostgresServer.StartAsync(folder.Options());
        var status = await File.ReadAllLinesAsync($"/proc/{TestFolder.PostmasterOf(server)}/status");
        var ids = status.Single(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1..];

        ids.Distinct().ShouldHaveSingleItem().ShouldNotBe("0");
        var owner = await new Command("stat", ["-c", "%U", folder["server"]]).RunAsync(CancellationToken.None);
        owner.Output.ShouldBe(Environment.UserName);
    }

    /// <summary>
    /// Only root steps down to another account; for anybody else a closed parent is as good as an open one.
    /// </summary>
    [Fact]
    public async Task A_parent_that_the_servers_account_may_not_enter_is_named()
    {
        Directory.CreateDirectory(folder["closed"]);
        File.SetUnixFileMode(folder["closed"], UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var start = PostgresServer.StartAsync(folder.Options("closed/deep/server"));

        if (!Environment.IsPrivilegedProcess)
        {
            await (await start).StopAsync();
            return;
        }

        var refused = await Should.ThrowAsync<PostgresUnavailableException>(start);
        refused.Problem.ShouldBe(PostgresProblem.FolderNotAccessible);
        refused.Message.ShouldContain($"chmod o+x {folder["closed"]}");
        refused.Message.ShouldNotContain("deep");
    }

    /// <summary>Whoever has got hold of the server's account must not get hold of root through its folder.</summary>
    [Fact]
    public async Task A_link_in_place_of_the_lock_file_does_not_lead_root_to_another_file()
    {
        var target = folder["somebody-elses"];
        await File.WriteAllTextAsync(target, "4711\nkept\n");
        await folder.UsedAsync();
        File.CreateSymbolicLink(folder["server/cluster/postmaster.pid"], target);
        var start = PostgresServer.StartAsync(folder.Options());

        if (!Environment.IsPrivilegedProcess)
        {
            await (await start).StopAsync();
            return;
        }

        var refused = await Should.ThrowAsync<PostgresUnavailableException>(start);
        refused.Problem.ShouldBe(PostgresProblem.FolderNotAccessible);
        (await File.ReadAllTextAsync(target)).ShouldBe("4711\nkept\n");
    }

    [Fact]
    public async Task An_account_that_does_not_exist_is_refused_when_it_is_needed()
    {
        var start = PostgresServer.StartAsync(folder.Options() with { Account = "nobody-of-this-name" });

        if (!Environment.IsPrivilegedProcess)
        {
            await (await start).StopAsync();
            return;
        }

        var refused = await Should.ThrowAsync<PostgresUnavailableException>(start);
        refused.Problem.ShouldBe(PostgresProblem.NoUnprivilegedAccount);
        refused.Message.ShouldContain("nobody-of-this-name");
    }

    /// <summary>
    /// A small file system can be mounted by root only; <see cref="StartFailureTests"/> holds the rest.
    /// </summary>
    [Fact]
    public async Task A_full_file_system_is_named_and_loses_nothing()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return;
        }

        Directory.CreateDirectory(folder["small"]);
        await ShouldRunAsync("mount", "-t", "tmpfs", "-o", "size=64m,mode=755", "tmpfs", folder["small"]);
        try
        {
            var options = await folder.UsedAsync("small/server");
            await FillAsync(folder["small/ballast"]);

            var refused = await Should.ThrowAsync<PostgresUnavailableException>(
                () => PostgresServer.StartAsync(options));
            refused.Problem.ShouldBe(PostgresProblem.DiskFull);
            refused.Message.ShouldContain("0 MB free");

            File.Delete(folder["small/ballast"]);
            await using var server = await PostgresServer.StartAsync(options);
            (await Sql.ReadAsync(server.ConnectionString("postgres"), "select 1")).ShouldBe(1);
        }
        finally
        {
            await ShouldRunAsync("umount", folder["small"]);
        }
    }

    [Fact]
    public async Task A_file_system_too_small_for_a_new_data_directory_is_named()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return;
        }

        Directory.CreateDirectory(folder["tiny"]);
        await ShouldRunAsync("mount", "-t", "tmpfs", "-o", "size=4m,mode=755", "tmpfs", folder["tiny"]);
        try
        {
            var refused = await Should.ThrowAsync<PostgresUnavailableException>(
                () => PostgresServer.StartAsync(folder.Options("tiny/server")));
            refused.Problem.ShouldBe(PostgresProblem.DiskFull);
        }
        finally
        {
            await ShouldRunAsync("umount", folder["tiny"]);
        }
    }

    private static async Task FillAsync(string file)
    {
        await using var ballast = File.Create(file);
        var block = new byte[4096];
        await Should.ThrowAsync<IOException>(async () =>
        {
            while (true)
            {
                await ballast.WriteAsync(block);
                await ballast.FlushAsync();
            }
        });
    }

    private static async Task ShouldRunAsync(string program, params string[] arguments)
    {
        var result = await new Command(program, arguments).RunAsync(CancellationToken.None);
        result.Succeeded.ShouldBeTrue(string.Create(CultureInfo.InvariantCulture, $"{program}: {result.Output}"));
    }

    private async Task<PostgresUnavailableException> RefusedAsync(PostgresProblem problem)
    {
        var refused = await Should.ThrowAsync<PostgresUnavailableException>(
            () => PostgresServer.StartAsync(folder.Options()));
        refused.Problem.ShouldBe(problem);
        return refused;
    }
}

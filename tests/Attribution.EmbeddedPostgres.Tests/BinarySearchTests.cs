namespace Attribution.EmbeddedPostgres.Tests;

public sealed class BinarySearchTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_servers_of_this_machine_are_found_behind_their_links()
    {
        var found = await PostgresBinaries.Find();

        found.Version.Major.ShouldBeGreaterThanOrEqualTo(PostgresBinaries.OldestMajor);
        File.Exists(Path.Combine(found.Folder, "initdb")).ShouldBeTrue();
        File.ResolveLinkTarget(Path.Combine(found.Folder, "postgres"), returnFinalTarget: true).ShouldBeNull();
    }

    [Fact]
    public async Task When_nothing_is_found_the_message_says_how_to_install_it()
    {
        var refused = await RefusedAsync(new BinarySearch(null, [folder.Path], ["/nowhere"], "sudo get postgres"));

        refused.Problem.ShouldBe(PostgresProblem.NotInstalled);
        refused.Message.ShouldContain("Version 15 or later");
        refused.Message.ShouldContain("sudo get postgres");
        refused.Message.ShouldContain(PostgresBinaries.EnvironmentVariable);
    }

    [Fact]
    public async Task A_version_too_old_is_named_and_not_taken()
    {
        var old = Install("old", "postgres (PostgreSQL) 14.9 (Debian 14.9-1)");

        var refused = await RefusedAsync(new BinarySearch(null, [old], [], "sudo get postgres"));

        refused.Message.ShouldContain($"14.9 in {old}");
        refused.Message.ShouldContain("sudo get postgres");
    }

    [Fact]
    public async Task The_path_comes_first_and_then_the_newest()
    {
        var onPath = Install("path", "postgres (PostgreSQL) 15.1");
        var older = Install("older", "postgres (PostgreSQL) 16.4");
        var newest = Install("newest", "postgres (PostgreSQL) 18beta1");

        var found = await new BinarySearch(null, [onPath], [older, newest], "").FindAsync(CancellationToken.None);

        found.Select(binaries => binaries.Folder).ShouldBe([onPath, newest, older]);
        found.Select(binaries => binaries.Version).ShouldBe([new(15, 1), new(18, 0), new(16, 4)]);
    }

    [Fact]
    public async Task A_folder_named_by_the_environment_is_the_only_one_that_counts()
    {
        var configured = Install("configured", "postgres (PostgreSQL) 15.1");
        var other = Install("other", "postgres (PostgreSQL) 17.2");

        var found = await new BinarySearch(configured, [other], [other], "").FindAsync(CancellationToken.None);

        found.ShouldHaveSingleItem().Folder.ShouldBe(configured);
    }

    [Fact]
    public async Task A_folder_named_by_the_environment_without_a_server_is_an_error_even_when_there_are_others()
    {
        var other = Install("other", "postgres (PostgreSQL) 17.2");

        var refused = await RefusedAsync(new BinarySearch(folder["nothing"], [other], [], ""));

        refused.Problem.ShouldBe(PostgresProblem.UnusableBinaries);
        refused.Message.ShouldContain(folder["nothing"]);
    }

    [Fact]
    public async Task A_program_without_its_tools_does_not_count_but_a_link_to_a_whole_installation_does()
    {
        var whole = Install("whole", "postgres (PostgreSQL) 16.4");
        var partial = Install("partial", "postgres (PostgreSQL) 17.2");
        File.Delete(Path.Combine(partial, "initdb"));
        Directory.CreateDirectory(folder["links"]);
        File.CreateSymbolicLink(folder["links/postgres"], Path.Combine(whole, "postgres"));

        var found = await new BinarySearch(null, [partial, folder["links"]], [], "").FindAsync(CancellationToken.None);

        found.ShouldHaveSingleItem().Folder.ShouldBe(whole);
    }

    [Fact]
    public async Task A_program_that_cannot_run_or_fails_does_not_count()
    {
        var failing = Install("failing", "postgres (PostgreSQL) 16.4", exitCode: 1);
        var silent = Install("silent", "error while loading shared libraries: libpq.so.5");
        var unexecutable = Install("unexecutable", "postgres (PostgreSQL) 16.4");
        File.SetUnixFileMode(Path.Combine(unexecutable, "postgres"), UnixFileMode.UserRead);

        await RefusedAsync(new BinarySearch(null, [failing, silent, unexecutable], [], ""));
    }

    [Fact]
    public void A_pattern_stands_for_every_folder_that_fits()
    {
        Directory.CreateDirectory(folder["pg-15/bin"]);
        Directory.CreateDirectory(folder["pg-16/bin"]);
        Directory.CreateDirectory(folder["other/bin"]);

        BinarySearch.Expand(folder["pg-*/bin"]).Order().ShouldBe([folder["pg-15/bin"], folder["pg-16/bin"]]);
        BinarySearch.Expand(folder["none/*/bin"]).ShouldBeEmpty();
    }

    private static Task<PostgresUnavailableException> RefusedAsync(BinarySearch search) =>
        Should.ThrowAsync<PostgresUnavailableException>(() => search.FindAsync(CancellationToken.None));

    private string Install(string name, string answer, int exitCode = 0)
    {
        Directory.CreateDirectory(folder[name]);
        foreach (var program in new[] { "postgres", "initdb", "pg_ctl" })
        {
            var file = Path.Combine(folder[name], program);
            File.WriteAllText(file, $"#!/bin/sh\necho '{answer}'\nexit {exitCode}\n");
            File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);
        }

        return folder[name];
    }
}

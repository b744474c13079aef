using Attribution.App.Access;
using Attribution.App.Tests.Hypotheses;
using Npgsql;

namespace Attribution.App.Tests.Access;

public sealed class SecondWallTests(AppDatabase database) : IClassFixture<AppDatabase>
{
    [Fact]
    public async Task The_policies_hold_the_rule_of_the_domain() => (await ListAsync(
        database.ConnectionString, "select regexp_replace(attribution.visible_rule(), '\\s+', ' ', 'g')")).ShouldBe(
        [VisiblePolicy.Sql],
        "the rule has changed: add a migration that replaces visible_rule() by this text and renews the policies");

    [Fact]
    public async Task The_policies_hold_the_rule_for_whoever_crosses_tenants() => (await ListAsync(
        database.ConnectionString, "select regexp_replace(attribution.crossing_rule(), '\\s+', ' ', 'g')")).ShouldBe(
        [VisiblePolicy.CrossingSql],
        "the rule has changed: add a migration that replaces crossing_rule() by this text and renews the policies");

    [Fact]
    public async Task What_readers_may_select_has_a_policy_or_is_a_view_of_the_callers_own_tenant() => (await ListAsync(
        database.ConnectionString,
        """
        select c.relname::text from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'attribution' and c.relkind in ('r', 'p', 'v', 'm', 'f')
            and has_table_privilege('attribution_reader', c.oid, 'select')
            and not (c.relrowsecurity and exists (
                select from pg_policies p where p.schemaname = 'attribution' and p.tablename = c.relname
                    and p.roles = '{attribution_reader}' and p.cmd = 'SELECT' and p.permissive = 'PERMISSIVE'
                    and p.qual like '%current_setting(''attribution.tenant''%'))
            and not (c.relkind = 'v' and c.reloptions @> array['security_barrier=true']
                and pg_get_viewdef(c.oid) like '%current_setting(''attribution.tenant''%')
        """)).ShouldBeEmpty("protect them in their migration: attribution.protect_table and its siblings");

    [Fact]
    public async Task What_everybody_may_select_shows_itself_to_who_crosses_tenants_by_a_policy() => (await ListAsync(
        database.ConnectionString,
        """
        select c.relname::text from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'attribution' and c.relkind in ('r', 'p', 'm', 'f') and (
            exists (
                select from pg_attribute a
                where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                    and has_column_privilege('attribution_reader', c.oid, a.attnum, 'select')
                        <> has_column_privilege('attribution_crossing', c.oid, a.attnum, 'select'))
            or has_any_column_privilege('attribution_crossing', c.oid, 'select') and not exists (
                select from pg_policies p where p.schemaname = 'attribution' and p.tablename = c.relname
                    and p.roles = '{attribution_crossing}' and p.cmd = 'SELECT'
                    and p.qual ~ 'attribution.(crosses|tenant|sees_campaign)'))
        """)).ShouldBeEmpty("protect them in their migration: attribution.protect_table and its siblings");

    [Fact]
    public async Task Every_table_that_carries_the_access_columns_is_protected() => (await ListAsync(
        database.ConnectionString,
        """
        select c.relname::text from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'attribution' and c.relkind in ('r', 'p') and not c.relrowsecurity
            and (select count(*) from pg_attribute a where a.attrelid = c.oid
                and a.attname in ('tenant_id', 'owner', 'tlp', 'shared_with', 'releasable_to', 'recipients')) = 6
        """)).ShouldBeEmpty("say in their migration: select attribution.protect_table('its_name')");

    [Fact]
    public async Task Readers_change_nothing_and_own_nothing() => (await ListAsync(
        database.ConnectionString,
        """
        select c.relname::text from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('attribution', 'attribution_rebuild') and c.relkind in ('r', 'p', 'v', 'm', 'f')
            and (has_table_privilege('attribution_reader', c.oid, 'insert, update, delete, truncate')
                or has_table_privilege('attribution_crossing', c.oid, 'insert, update, delete, truncate')
                or pg_has_role('attribution_crossing', c.relowner, 'member')
                or pg_has_role('attribution_reader', c.relowner, 'member'))
        """)).ShouldBeEmpty();

    [Fact]
    public async Task The_roles_are_neither_privileged_nor_members_of_each_other() => (await ListAsync(
        database.ConnectionString,
        """
        select r.rolname::text from pg_roles r
        where r.rolname in ('attribution_reader', 'attribution_crossing', 'attribution_writer')
            and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb
                or exists (select from pg_auth_members m where m.member = r.oid))
        """)).ShouldBeEmpty();

    [Theory]
    [InlineData("attribution.mt_doc_campaignview", DatabaseRoles.Reader)]
    [InlineData("attribution.mt_doc_hypothesisview", DatabaseRoles.Reader)]
    [InlineData("attribution.hypothesis_evidence", DatabaseRoles.Reader)]
    [InlineData("attribution.mt_doc_actorview", DatabaseRoles.Reader)]
    [InlineData("attribution.caller_events", DatabaseRoles.Reader)]
    [InlineData("attribution.caller_log", DatabaseRoles.Reader)]
    [InlineData("attribution.mt_doc_campaignview", DatabaseRoles.Crossing)]
    [InlineData("attribution.mt_doc_hypothesisview", DatabaseRoles.Crossing)]
    [InlineData("attribution.hypothesis_evidence", DatabaseRoles.Crossing)]
    [InlineData("attribution.mt_doc_actorview", DatabaseRoles.Crossing)]
    [InlineData("attribution.crossed_events", DatabaseRoles.Crossing)]
    public async Task A_statement_without_a_principal_sees_nothing(string table, string role)
    {
        var suggesting = Clusters.Some();
        suggesting["suggested_actor"] = "apt28";
        var anna = new Client(database.System, Client.Anna);
        await anna.PromoteAsync(suggesting);
        await anna.SendAsync(
            "registerActor", new { actor = $"threat-actor--{Guid.NewGuid()}", name = "APT28" }, "actor", "id");
        var desk = new Desk(database.System);
        await desk.SupportAsync(Client.Anna, await desk.HypothesisAsync());
        var statement = $"select t.tenant_id::text from {table} t";
        await using var reader = DatabaseRoles.OpenReader(database.ConnectionString, role);

        (await ListAsync(reader, $"set attribution.tenant to acme; set attribution.organisation to blue; "
            + $"set attribution.crosses to yes; set attribution.clearance to 4; {statement}")).ShouldNotBeEmpty(
                "there is something to see");
        (await ListAsync(reader, $"reset all; {statement}")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("anna", "acme", DatabaseRoles.Reader, true)]
    [InlineData("anna", "acme", DatabaseRoles.Crossing, true)]
    [InlineData("ben", "acme", DatabaseRoles.Reader, false)]
    [InlineData("ben", "acme", DatabaseRoles.Crossing, false)]
    [InlineData("anna", "rival", DatabaseRoles.Reader, false)]
    [InlineData("anna", "rival", DatabaseRoles.Crossing, true)]
    public async Task Of_the_audit_readers_see_who_read_the_campaigns_that_they_see(
        string subject, string tenant, string role, bool isShown)
    {
        var anna = new Client(database.System, Client.Anna);
        var id = await anna.CreateAsync("Fox", "RED");
        await anna.CampaignAsync(id, "name");
        await using var reader = DatabaseRoles.OpenReader(database.ConnectionString, role);

        var seen = await ListAsync(
            reader,
            $"set attribution.tenant to {tenant}; set attribution.organisation to blue; "
            + $"set attribution.subject to {subject}; set attribution.clearance to 4; set attribution.crosses to yes; "
            + $"select a.subject from attribution.access_audit a where a.record_id = '{id}' or a.kind <> 'READ'");

        seen.ShouldBe(isShown ? ["anna"] : []);
    }

    [Fact]
    public async Task No_setting_lets_the_readers_of_everyday_out_of_their_tenant()
    {
        await new Client(database.System, Client.Anna).CreateAsync();
        await using var reader = DatabaseRoles.OpenReader(database.ConnectionString);
        const string Statement = "set attribution.tenant to rival; set attribution.organisation to blue; "
            + "set attribution.clearance to 4; set attribution.crosses to yes; select ";

        (await ListAsync(reader, $"{Statement} c.id::text from attribution.mt_doc_campaignview c")).ShouldBeEmpty();
        await Should.ThrowAsync<PostgresException>(
            () => ListAsync(reader, $"{Statement} e.id::text from attribution.crossed_events e"));
    }

    [Fact]
    public async Task Readers_do_not_reach_the_log_itself()
    {
        await using var reader = DatabaseRoles.OpenReader(database.ConnectionString);

        var refusal = await Should.ThrowAsync<PostgresException>(
            () => ListAsync(reader, "select e.id::text from attribution.mt_events e"));

        refusal.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task A_connection_that_is_reset_is_still_the_readers()
    {
        await using var reader = DatabaseRoles.OpenReader(database.ConnectionString);

        (await ListAsync(reader, "discard all; reset role; reset all; select current_user::text"))
            .ShouldBe([DatabaseRoles.Reader]);
    }

    [Fact]
    public async Task A_reader_that_could_bypass_the_wall_is_refused()
    {
        await using var reader = DatabaseRoles.OpenReader(database.ConnectionString);
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using (var command = source.CreateCommand(
            "create table attribution.of_readers (); alter table attribution.of_readers owner to attribution_reader"))
        {
            await command.ExecuteNonQueryAsync();
        }

        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => ListAsync(reader, "select 'x'"));

        refusal.Message.ShouldContain("owns a table");
        await using var drop = source.CreateCommand("drop table attribution.of_readers");
        await drop.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task A_login_of_its_own_reads_and_cannot_become_the_writer()
    {
        var login = $"reads_{Guid.NewGuid():N}";
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using (var create = source.CreateCommand(
            $"create role {login} login password 'x' noinherit;"
            + $"grant attribution_reader to {login}"))
        {
            await create.ExecuteNonQueryAsync();
        }

        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            Username = login,
            Password = "x",
        };
        await using (var reader = DatabaseRoles.OpenReader(settings.ConnectionString))
        {
            (await ListAsync(reader, "select session_user::text")).ShouldBe([login]);
            foreach (var role in new[] { "none", DatabaseRoles.Writer, "postgres" })
            {
                await Should.ThrowAsync<PostgresException>(() => ListAsync(
                    reader, $"set role {role}; select e.id::text from attribution.mt_events e"));
            }
        }

        await using var drop = source.CreateCommand($"drop role {login}");
        await drop.ExecuteNonQueryAsync();
    }

    private static async Task<string[]> ListAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        return await ListAsync(source, sql);
    }

    private static async Task<string[]> ListAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var row = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await row.ReadAsync())
        {
            found.Add(row.GetString(0));
        }

        return [.. found];
    }
}

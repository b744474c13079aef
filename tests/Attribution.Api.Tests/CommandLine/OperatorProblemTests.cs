using Attribution.Api.CommandLine;
using Attribution.EventStore;
using Attribution.GraphQL.Execution;
using Npgsql;

namespace Attribution.Api.Tests.CommandLine;

public sealed class OperatorProblemTests(QuietDatabase database) : IClassFixture<QuietDatabase>
{
    [Fact]
    public async Task A_database_that_is_lost_in_the_middle_is_one_line()
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand("select pg_terminate_backend(pg_backend_pid())");

        var lost = await Should.ThrowAsync<NpgsqlException>(command.ExecuteScalarAsync());

        OperatorProblem.Of(lost).ShouldNotBeNull().ShouldSatisfyAllConditions(
            problem => problem.ShouldStartWith("The database was lost: "), problem => problem.ShouldNotContain("\n"));
    }

    [Theory]
    [InlineData(true, "The last of it may or may not be stored")]
    [InlineData(false, "What was stored before stays")]
    public void A_commit_that_was_lost_says_what_may_be_stored(bool mayBeStored, string told) =>
        OperatorProblem.Of(new StoreUnavailable("The connection broke.", Guid.NewGuid(), mayBeStored, cause: null))
            .ShouldNotBeNull().ShouldContain(told);

    [Fact]
    public void A_refusal_says_its_code() =>
        OperatorProblem.Of(new GraphQLException("Not you.", "FORBIDDEN")).ShouldBe("FORBIDDEN: Not you.");

    [Fact]
    public async Task A_mistake_of_this_program_keeps_its_trace()
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand("select nothing");

        OperatorProblem.Of(await Should.ThrowAsync<NpgsqlException>(command.ExecuteScalarAsync())).ShouldBeNull();
    }
}

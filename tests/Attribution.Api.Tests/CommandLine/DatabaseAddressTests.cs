using Attribution.Api.CommandLine;
using Npgsql;

namespace Attribution.Api.Tests.CommandLine;

public sealed class DatabaseAddressTests
{
    [Theory]
    [InlineData("postgresql://anna:p%40ss@db.example:6543/attribution?sslmode=require", "db.example", 6543, "anna",
        "p@ss", "attribution")]
    [InlineData("postgres://anna@db.example/x", "db.example", 5432, "anna", null, "x")]
    [InlineData("Host=db.example;Username=anna;Password=secret;Database=x", "db.example", 5432, "anna", "secret", "x")]
    public void Both_spellings_of_an_address_are_read(
        string address, string host, int port, string user, string? password, string database)
    {
        var settings = new NpgsqlConnectionStringBuilder(DatabaseAddress.ToConnectionString(address));

        (settings.Host, settings.Port, settings.Username, settings.Password, settings.Database)
            .ShouldBe((host, port, user, password, database));
    }

    [Theory]
    [InlineData("nonsense with secret")]
    [InlineData("Hostt=db;Password=secret")]
    [InlineData("postgres://anna:secret@db.example/x?colour=blue")]
    public void What_is_neither_is_refused_without_repeating_a_password(string address)
    {
        var refusal = Should.Throw<InvalidOperationException>(() => DatabaseAddress.ToConnectionString(address));

        refusal.Message.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("Username=anna;Password=secret", "Host")]
    [InlineData("postgresql:///attribution", "Host")]
    [InlineData("Host=db.example;Password=secret;Minimum Pool Size=9;Maximum Pool Size=3", "Pool Size")]
    public void What_no_connection_can_be_opened_by_is_refused_and_says_why(string address, string reason)
    {
        var refusal = Should.Throw<InvalidOperationException>(() => DatabaseAddress.ToConnectionString(address));

        refusal.Message.ShouldContain(reason);
        refusal.Message.ShouldNotContain("secret");
    }
}

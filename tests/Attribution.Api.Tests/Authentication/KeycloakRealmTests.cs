using System.Security.Claims;
using System.Text.Json;
using Attribution.Api.Authentication;
using Attribution.Domain.Access;
using Attribution.Testing;
using Microsoft.IdentityModel.Tokens;

namespace Attribution.Api.Tests.Authentication;

/// <summary>The example realm of <c>ops/keycloak</c> against the defaults of this program.</summary>
public sealed class KeycloakRealmTests
{
    private static readonly PrincipalClaims Names = new();
    private static readonly JsonElement Realm = JsonElement.Parse(
        File.ReadAllText(Repository.PathTo("ops/keycloak/attribution-realm.json")));

    private static JsonElement Client => Realm.GetProperty("clients").EnumerateArray().ShouldHaveSingleItem();

    private static IEnumerable<JsonElement> Users => Realm.GetProperty("users").EnumerateArray();

    private static IEnumerable<Mapper> Mappers => Client.GetProperty("protocolMappers").EnumerateArray()
        .Select(mapper => new Mapper(
            Text(mapper, "protocolMapper"),
            mapper.GetProperty("config").EnumerateObject().ToDictionary(
                setting => setting.Name, setting => setting.Value.GetString()!, StringComparer.Ordinal)));

    [Fact]
    public void Access_tokens_carry_the_claims_that_are_read_by_default_and_no_other() =>
        Mappers.Select(mapper => mapper.Claim).ShouldBe(
            [.. typeof(PrincipalClaims).GetProperties().Select(name => (string)name.GetValue(Names)!), "aud"],
            ignoreOrder: true);

    [Fact]
    public void Every_claim_goes_into_access_tokens() =>
        Mappers.ShouldAllBe(mapper => mapper.Config["access.token.claim"] == "true");

    [Fact]
    public void Tokens_are_signed_with_RS256_for_the_default_audience() =>
        (Text(Realm, "defaultSignatureAlgorithm"),
            Text(Client.GetProperty("attributes"), "access.token.signed.response.alg"),
            Mappers.Single(mapper => mapper.Claim == "aud").Config["included.client.audience"],
            Text(Client, "clientId"))
            .ShouldBe((SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha256,
                new IssuerOptions().Audience, new IssuerOptions().Audience));

    [Fact]
    public void The_roles_are_those_of_the_program() =>
        Realm.GetProperty("roles").GetProperty("client").GetProperty(Text(Client, "clientId")).EnumerateArray()
            .Select(role => PrincipalClaims.ReadRole(Text(role, "name")))
            .ShouldBe(Enum.GetValues<Role>().Cast<Role?>(), ignoreOrder: true);

    [Fact]
    public void There_is_a_user_for_each_role_whom_the_program_lets_in()
    {
        var read = Users.Select(user => Names.Read(TokenOf(user))).ToArray();

        read.ShouldAllBe(user => user.Problem == null);
        read.Select(user => user.Principal!.Roles.ShouldHaveSingleItem())
            .ShouldBe(Enum.GetValues<Role>(), ignoreOrder: true);
        read[0].Principal!.ShouldSatisfyAllConditions(
            anna => (anna.Tenant.Value, anna.Organisation.Value, anna.Clearance).ShouldBe(("demo", "soc", Tlp.Amber)),
            anna => anna.Countries.ShouldBe(["DE", "FR"]),
            anna => anna.ClientOf.ShouldBe([new OrganisationId("csirt")]));
    }

    [Fact]
    public void Nobody_signs_in_before_an_administrator_sets_a_password()
    {
        Users.Any(user => user.TryGetProperty("credentials", out _)).ShouldBeFalse();
        Realm.GetProperty("registrationAllowed").GetBoolean().ShouldBeFalse();
        Client.GetProperty("serviceAccountsEnabled").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public void Nobody_but_an_administrator_changes_what_claims_are_made_of()
    {
        var profile = JsonElement.Parse(Realm.GetProperty("components")
            .GetProperty("org.keycloak.userprofile.UserProfileProvider")[0]
            .GetProperty("config").GetProperty("kc.user.profile.config")[0].GetString()!);
        var editors = profile.GetProperty("attributes").EnumerateArray().ToDictionary(
            attribute => Text(attribute, "name"),
            attribute => Texts(attribute.GetProperty("permissions").GetProperty("edit")),
            StringComparer.Ordinal);

        // What the profile does not name, Keycloak lets nobody have.
        profile.TryGetProperty("unmanagedAttributePolicy", out _).ShouldBeFalse();
        foreach (var mapper in Mappers.Where(mapper => mapper.Type == "oidc-usermodel-attribute-mapper"))
        {
            editors[mapper.Config["user.attribute"]].ShouldBe(["admin"]);
        }
    }

    /// <summary>What Keycloak would say of a user, by the mappers.</summary>
    private static ClaimsPrincipal TokenOf(JsonElement user) => new(new ClaimsIdentity(
        from mapper in Mappers
        from value in ValuesOf(mapper, user)
        select new Claim(mapper.Claim, value)));

    private static string[] ValuesOf(Mapper mapper, JsonElement user) => mapper.Type switch
    {
        "oidc-sub-mapper" => [Text(user, "username")],
        "oidc-audience-mapper" => [mapper.Config["included.client.audience"]],
        // Not the roles of the realm: everybody has some, which this program does not know.
        "oidc-usermodel-client-role-mapper" => Texts(
            user.GetProperty("clientRoles").GetProperty(mapper.Config["usermodel.clientRoleMapping.clientId"])),
        "oidc-usermodel-attribute-mapper" =>
            user.GetProperty("attributes").TryGetProperty(mapper.Config["user.attribute"], out var values)
                ? mapper.Config["multivalued"] == "true" ? Texts(values) : Texts(values)[..1]
                : [],
        _ => throw new InvalidOperationException($"What a {mapper.Type} says is not known here."),
    };

    private static string Text(JsonElement parent, string name) => parent.GetProperty(name).GetString()!;

    private static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(text => text.GetString()!)];

    private sealed record Mapper(string Type, Dictionary<string, string> Config)
    {
        public string Claim => Type switch
        {
            "oidc-sub-mapper" => "sub",
            "oidc-audience-mapper" => "aud",
            _ => Config["claim.name"],
        };
    }
}

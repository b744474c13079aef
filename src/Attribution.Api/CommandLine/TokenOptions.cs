using System.CommandLine;
using Attribution.Api.Authentication;
using Attribution.Domain.Access;

namespace Attribution.Api.CommandLine;

/// <summary>Who a development token is for, as options of the command line.</summary>
internal sealed class TokenOptions
{
    private readonly Option<string> _subject =
        new("--subject") { Description = "Who it is.", DefaultValueFactory = _ => "anna" };
    private readonly Option<string> _tenant =
        new("--tenant") { Description = "The tenant.", DefaultValueFactory = _ => "demo" };
    private readonly Option<string> _organisation = new("--org")
    {
        Description = "The organisation within the tenant.",
        DefaultValueFactory = _ => "soc",
    };

    private readonly Option<string> _clearance = new("--clearance")
    {
        Description = "The highest TLP label: clear, green, amber, amber+strict, red.",
        DefaultValueFactory = _ => "red",
    };

    private readonly Option<string[]> _countries = new("--countries")
    {
        Description = "ISO 3166 codes of two letters.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string[]> _roles = new("--role")
    {
        Description = "analyst, senior_analyst, auditor, pipeline, machine or superuser; may be repeated.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => ["analyst"],
    };

    private readonly Option<double> _hours =
        new("--hours") { Description = "For how long it is valid.", DefaultValueFactory = _ => 12 };

    private Option[] Options => [_subject, _tenant, _organisation, _clearance, _countries, _roles, _hours];

    internal TokenOptions()
    {
        _clearance.Validators.Add(result =>
        {
            if (TlpLabel.Parse(result.GetValueOrDefault<string>()) is null)
            {
                result.AddError("--clearance is clear, green, amber, amber+strict or red.");
            }
        });
        _roles.Validators.Add(result =>
        {
            foreach (var role in result.GetValueOrDefault<string[]>() ?? [])
            {
                if (PrincipalClaims.ReadRole(role) is null)
                {
                    result.AddError($"--role {role} is unknown.");
                }
            }
        });
    }

    internal void AddTo(Command command)
    {
        foreach (var option in Options)
        {
            command.Options.Add(option);
        }
    }

    internal string Mint(ParseResult arguments, DevelopmentIssuer issuer, TimeProvider time) =>
        issuer.Mint(Claims(arguments), time.GetUtcNow(), TimeSpan.FromHours(arguments.GetValue(_hours)));

    private Dictionary<string, object> Claims(ParseResult arguments)
    {
        var names = new PrincipalClaims();
        return new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [names.Subject] = arguments.GetValue(_subject)!,
            [names.Tenant] = arguments.GetValue(_tenant)!,
            [names.Organisation] = arguments.GetValue(_organisation)!,
            [names.Clearance] = arguments.GetValue(_clearance)!,
            [names.Countries] = arguments.GetValue(_countries) ?? [],
            [names.Roles] = arguments.GetValue(_roles)!,
        };
    }
}

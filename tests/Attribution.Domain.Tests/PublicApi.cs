using System.Reflection;

namespace Attribution.Domain.Tests;

/// <summary>The public surface of an assembly as text: one line per type and member, sorted.</summary>
internal static class PublicApi
{
    private static readonly HashSet<string> OfEveryRecord =
        ["Equals", "GetHashCode", "ToString", "Deconstruct", "op_Equality", "op_Inequality", "PrintMembers", "GetType"];

    public static string Of(Assembly assembly) => string.Join("\n\n", assembly.GetExportedTypes()
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .Select(type => string.Join("\n", Members(type).Prepend($"{Kind(type)} {NameOf(type)}"))));

    private static IEnumerable<string> Members(Type type) => type.IsEnum
        ? [$"  {string.Join(" ", Enum.GetNames(type))}"]
        : type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(member => !member.Name.StartsWith('<') && !OfEveryRecord.Contains(member.Name))
            .Select(Describe)
            .OfType<string>()
            .Order(StringComparer.Ordinal);

    private static string? Describe(MemberInfo member) => member switch
    {
        ConstructorInfo constructor when IsCopying(constructor) => null,
        ConstructorInfo constructor => $"  new({Parameters(constructor)})",
        MethodInfo { IsSpecialName: true } method when !method.Name.StartsWith("op_", StringComparison.Ordinal) => null,
        MethodInfo method => $"  {NameOf(method.ReturnType)} {method.Name}({Parameters(method)})",
        PropertyInfo { Name: "EqualityContract" } => null,
        PropertyInfo property => $"  {NameOf(property.PropertyType)} {property.Name}",
        FieldInfo { IsLiteral: true } constant => $"  const {constant.Name} = {constant.GetRawConstantValue()}",
        FieldInfo field => $"  {NameOf(field.FieldType)} {field.Name}",
        _ => null,
    };

    private static bool IsCopying(ConstructorInfo constructor) =>
        constructor.GetParameters() is [{ } only] && only.ParameterType == constructor.DeclaringType;

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p => $"{NameOf(p.ParameterType)} {p.Name}"));

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static",
        { IsAbstract: true } => "abstract",
        _ => "sealed",
    };

    private static string NameOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{NameOf(underlying)}?";
        }

        var isNested = type is { IsNested: true, IsGenericParameter: false };
        var name = isNested ? $"{type.DeclaringType!.Name}.{type.Name}" : type.Name;
        return type.IsGenericType
            ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
            : name;
    }
}

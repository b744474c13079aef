using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Attribution.GraphQL.Types;
using Attribution.Testing;

namespace Attribution.GraphQL.Tests;

public class PublicApiTests
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void The_public_api_changes_only_on_purpose()
    {
        var text = new StringBuilder();
        var types = typeof(Schema).Assembly.GetExportedTypes();
        foreach (var type in types.OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.AppendLine($"{Kind(type)} {Name(type)}{Bases(type)}");
            foreach (var line in Members(type).Order(StringComparer.Ordinal))
            {
                text.AppendLine("    " + line);
            }
        }

        Approval.Verify(text.ToString(), "public-api.txt");
    }

    private static string Kind(Type type) =>
        type.IsEnum ? "enum"
        : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
        : type.IsInterface ? "interface"
        : type.IsValueType ? "struct"
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : type.IsAbstract ? "abstract class"
        : "class";

    private static string Bases(Type type) =>
        type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && !type.IsEnum
            && parent != typeof(MulticastDelegate)
            ? " : " + Name(parent)
            : "";

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type);
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return [Describe(type.GetMethod("Invoke")!)!];
        }

        return type.GetMembers(Own).Where(IsOpen).Select(Describe).OfType<string>();
    }

    private static bool IsOpen(MemberInfo member) => member switch
    {
        MethodBase method => (method.IsPublic || method.IsFamily) && !IsGenerated(method),
        PropertyInfo property => property.GetMethod is { } getter && (getter.IsPublic || getter.IsFamily),
        FieldInfo field => field.IsPublic && !field.IsSpecialName,
        _ => false,
    };

    private static bool IsGenerated(MethodBase method) =>
        method.IsDefined(typeof(CompilerGeneratedAttribute))
        || (method.IsSpecialName && !method.IsConstructor && !method.Name.StartsWith("op_", StringComparison.Ordinal));

    private static string? Describe(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        MethodInfo method =>
            $"{Static(method)}{Name(method.ReturnType)} {method.Name}{Generics(method)}({Parameters(method)})",
        PropertyInfo { Name: "EqualityContract" } => null,
        PropertyInfo property =>
            $"{Static(property.GetMethod!)}{Name(property.PropertyType)} {property.Name} {{ get;{Setter(property)} }}",
        FieldInfo { IsLiteral: true } field => $"const {field.Name} = {field.GetRawConstantValue()}",
        FieldInfo field => $"{Name(field.FieldType)} {field.Name}",
        _ => null,
    };

    private static string Static(MethodInfo method) => method.IsStatic ? "static " : "";

    private static string Setter(PropertyInfo property) =>
        property.SetMethod is not { IsPublic: true } setter ? ""
        : setter.ReturnParameter.GetRequiredCustomModifiers().Length > 0 ? " init;"
        : " set;";

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{(parameter.IsOut ? "out " : "")}{Name(parameter.ParameterType)} {parameter.Name}"));

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        var own = type.Name.Split('`')[0];
        var isNested = type is { IsNested: true, IsGenericParameter: false };
        var qualified = isNested ? $"{Name(type.DeclaringType!)}.{own}" : own;
        return type.IsGenericType && type.Name.Contains('`')
            ? $"{qualified}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : qualified;
    }
}

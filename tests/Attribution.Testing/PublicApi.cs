using System.Reflection;
using System.Text;

namespace Attribution.Testing;

/// <summary>Lists what an assembly offers to others, one line for each type and member, for an approval test.</summary>
public static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Public types and their public and protected members, without those the compiler wrote.</summary>
    public static string Listing(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(Name(type)).Append(Bases(type)).Append('\n');
            foreach (var line in type.GetMembers(Declared).Select(Describe).OfType<string>().Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        _ when type.IsSubclassOf(typeof(Delegate)) => "delegate",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "class",
        _ => "open class",
    };

    private static string Bases(Type type)
    {
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        IEnumerable<string> bases =
            type.GetInterfaces().Except(inherited).Where(one => one.IsPublic).Select(Name).Order(StringComparer.Ordinal);
        if (type.BaseType is { } parent && parent != typeof(object) && !type.IsValueType)
        {
            bases = bases.Prepend(Name(parent));
        }

        var list = string.Join(", ", bases);
        return type.IsEnum || list.Length == 0 ? "" : $" : {list}";
    }

    private static string? Describe(MemberInfo member) => member switch
    {
        _ when IsCompilerWritten(member) => null,
        FieldInfo { DeclaringType.IsEnum: true, IsLiteral: true } value => $"{value.Name} = {value.GetRawConstantValue()}",
        FieldInfo field when field is { IsPublic: true, IsSpecialName: false } =>
            $"{Modifier(field.IsStatic)}{(field.IsLiteral ? "const " : "")}{Name(field.FieldType)} {field.Name}",
        PropertyInfo property => DescribeProperty(property),
        EventInfo { AddMethod.IsPublic: true } happening => $"event {Name(happening.EventHandlerType!)} {happening.Name}",
        ConstructorInfo constructor when IsOffered(constructor) => $"new({Parameters(constructor)})",
        MethodInfo method when IsOffered(method) && IsOrdinary(method) =>
            $"{Modifier(method.IsStatic)}{Name(method.ReturnType)} {method.Name}{Generics(method)}({Parameters(method)})",
        _ => null,
    };

    private static string? DescribeProperty(PropertyInfo property)
    {
        var get = property.GetMethod is { } getter && IsOffered(getter) ? "get; " : "";
        var set = property.SetMethod is { } setter && IsOffered(setter) ? $"{Setter(setter)}; " : "";
        var isStatic = (property.GetMethod ?? property.SetMethod)!.IsStatic;
        return get + set == ""
            ? null
            : $"{Modifier(isStatic)}{Name(property.PropertyType)} {property.Name} {{ {get}{set}}}";
    }

    private static string Setter(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit")
            ? "init"
            : "set";

    private static bool IsOffered(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsOrdinary(MethodInfo method) =>
        !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal);

    /// <summary>Equality, printing and copying of records say nothing that the word "record" does not.</summary>
    private static bool IsCompilerWritten(MemberInfo member) =>
        member.Name.Contains('<', StringComparison.Ordinal)
        || member.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute))
        || member.Name is "EqualityContract"
        || member is ConstructorInfo constructor && constructor.GetParameters() is [var only]
            && only.ParameterType == constructor.DeclaringType;

    private static string Modifier(bool isStatic) => isStatic ? "static " : "";

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter =>
            $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? " = ?" : "")}"));

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{Name(underlying)}?";
        }

        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!)}[]";
        }

        var simple = type.IsGenericParameter || type.DeclaringType is null
            ? type.Name
            : $"{Name(type.DeclaringType)}.{type.Name}";
        var tick = simple.IndexOf('`', StringComparison.Ordinal);
        return type.IsGenericType && tick >= 0
            ? $"{simple[..tick]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : simple;
    }
}

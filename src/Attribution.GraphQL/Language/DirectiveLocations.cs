using System.Collections.Frozen;
using System.Diagnostics;

namespace Attribution.GraphQL.Language;

/// <summary>The places a directive may be allowed in (section 3.13 "Directives").</summary>
internal static class DirectiveLocations
{
    public const string Query = "QUERY";
    public const string Mutation = "MUTATION";
    public const string Subscription = "SUBSCRIPTION";
    public const string Field = "FIELD";
    public const string FragmentDefinition = "FRAGMENT_DEFINITION";
    public const string FragmentSpread = "FRAGMENT_SPREAD";
    public const string InlineFragment = "INLINE_FRAGMENT";
    public const string VariableDefinition = "VARIABLE_DEFINITION";
    public const string Schema = "SCHEMA";
    public const string Scalar = "SCALAR";
    public const string Object = "OBJECT";
    public const string FieldDefinition = "FIELD_DEFINITION";
    public const string ArgumentDefinition = "ARGUMENT_DEFINITION";
    public const string Interface = "INTERFACE";
    public const string Union = "UNION";
    public const string Enum = "ENUM";
    public const string EnumValue = "ENUM_VALUE";
    public const string InputObject = "INPUT_OBJECT";
    public const string InputFieldDefinition = "INPUT_FIELD_DEFINITION";

    private static readonly FrozenSet<string> All = FrozenSet.Create(
        Query, Mutation, Subscription, Field, FragmentDefinition, FragmentSpread, InlineFragment, VariableDefinition,
        Schema, Scalar, Object, FieldDefinition, ArgumentDefinition, Interface, Union, Enum, EnumValue, InputObject,
        InputFieldDefinition);

    /// <summary>Whether the specification names this place; upper case only.</summary>
    public static bool IsOne(Name name) => All.Contains(name.ToString());

    /// <summary>The place that a node's directives stand in.</summary>
    /// <param name="owner">The node.</param>
    /// <param name="isInputField">Whether an input declaration belongs to an input object.</param>
    public static string Of(SyntaxNode owner, bool isInputField) => owner switch
    {
        Definition.Operation { Kind: OperationKind.Query } => Query,
        Definition.Operation { Kind: OperationKind.Mutation } => Mutation,
        Definition.Operation => Subscription,
        Selection.Field => Field,
        Selection.FragmentSpread => FragmentSpread,
        Selection.InlineFragment => InlineFragment,
        Definition.Fragment => FragmentDefinition,
        Language.VariableDefinition => VariableDefinition,
        Definition.Schema => Schema,
        Definition.Scalar => Scalar,
        Definition.Object => Object,
        FieldDeclaration => FieldDefinition,
        Definition.Interface => Interface,
        Definition.Union => Union,
        Definition.Enum => Enum,
        EnumValueDeclaration => EnumValue,
        Definition.InputObject => InputObject,
        InputDeclaration => isInputField ? InputFieldDefinition : ArgumentDefinition,
        _ => throw new UnreachableException($"No directive can stand on {owner.GetType().Name}."),
    };
}

using Attribution.GraphQL.Validation.Rules;

namespace Attribution.GraphQL.Validation;

/// <summary>The rules of the specification, each with the section that states it, in the order of the sections.
/// </summary>
internal static class SpecifiedRules
{
    /// <summary>For documents that are to be executed.</summary>
    public static RuleSet Executable { get; } = new(
        new("5.1.1 Executable Definitions", context => new ExecutableDefinitions(context)),
        new("5.2.1.1 Operation Type Existence", context => new KnownOperationTypes(context)),
        new("5.2.2.1 Operation Name Uniqueness", context => new UniqueOperationNames(context)),
        new("5.2.3.1 Lone Anonymous Operation", context => new LoneAnonymousOperation(context)),
        new("5.2.4.1 Single Root Field", context => new SingleFieldSubscriptions(context)),
        new("5.5.1.2 Fragment Spread Type Existence", context => new KnownTypeNames(context)),
        new("5.5.1.3 Fragments on Object, Interface or Union Types", context => new FragmentsOnCompositeTypes(context)),
        new("5.8.2 Variables Are Input Types", context => new VariablesAreInputTypes(context)),
        new("5.3.3 Leaf Field Selections", context => new ScalarLeafs(context)),
        new("5.3.1 Field Selections", context => new FieldsOnCorrectType(context)),
        new("5.5.1.1 Fragment Name Uniqueness", context => new UniqueFragmentNames(context)),
        new("5.5.2.1 Fragment Spread Target Defined", context => new KnownFragmentNames(context)),
        new("5.5.1.4 Fragments Must Be Used", context => new NoUnusedFragments(context)),
        new("5.5.2.3 Fragment Spread Is Possible", context => new PossibleFragmentSpreads(context)),
        new("5.5.2.2 Fragment Spreads Must Not Form Cycles", context => new NoFragmentCycles(context)),
        new("5.8.1 Variable Uniqueness", context => new UniqueVariableNames(context)),
        new("5.8.3 All Variable Uses Defined", context => new NoUndefinedVariables(context)),
        new("5.8.4 All Variables Used", context => new NoUnusedVariables(context)),
        new("5.7.1 Directives Are Defined, 5.7.2 In Valid Locations", context => new KnownDirectives(context)),
        new("5.7.3 Directives Are Unique per Location", context => new UniqueDirectivesPerLocation(context)),
        new("5.4.1 Argument Names", context => new KnownArgumentNames(context)),
        new("5.4.2 Argument Uniqueness", context => new UniqueArgumentNames(context)),
        new("5.6.1 Values of Correct Type, 5.6.2, 5.6.4", context => new ValuesOfCorrectType(context)),
        new("5.4.3 Required Arguments", context => new ProvidedRequiredArguments(context)),
        new("5.8.5 All Variable Usages Are Allowed", context => new VariablesInAllowedPosition(context)),
        new("5.3.2 Field Selection Merging", context => new OverlappingFieldsCanBeMerged(context)),
        new("5.6.3 Input Object Field Uniqueness", context => new UniqueInputFieldNames(context)),
        new("Incremental delivery: labels", context => new DeferAndStreamLabels(context)),
        new("Incremental delivery: root fields", context => new DeferAndStreamOnRootFields(context)),
        new("Incremental delivery: operations", context => new DeferAndStreamInSubscriptions(context)),
        new("Incremental delivery: lists", context => new StreamOnLists(context)),
        new("Ours: twins", context => new OneSpellingPerArgument(context)),
        new("Ours: a limit", context => new MaxIntrospectionDepth(context)));

    /// <summary>For documents of clients that may not see the schema.</summary>
    public static RuleSet WithoutIntrospection { get; } = new(
    [
        .. Executable.Rules,
        new("Ours: introspection is off", context => new NoIntrospection(context)),
    ]);

    /// <summary>For the fragments of a schema.</summary>
    public static RuleSet TypeSystem { get; } = new(
        new("3.3 Schema", context => new LoneSchemaDefinition(context)),
        new("3.3.1 Root Operation Types", context => new UniqueOperationTypes(context)),
        new("3.3 Schema", context => new UniqueTypeNames(context)),
        new("3.9 Enums", context => new UniqueEnumValueNames(context)),
        new("3.6 Objects, 3.7 Interfaces, 3.10 Input Objects", context => new UniqueFieldDefinitionNames(context)),
        new("3.6.1 Field Arguments, 3.13 Directives", context => new UniqueArgumentDefinitionNames(context)),
        new("3.3 Schema", context => new UniqueDirectiveNames(context)),
        new("3.4 Types", context => new KnownTypeNames(context)),
        new("5.7.1 Directives Are Defined, 5.7.2 In Valid Locations", context => new KnownDirectives(context)),
        new("5.7.3 Directives Are Unique per Location", context => new UniqueDirectivesPerLocation(context)),
        new("3.4.3 Type Extensions", context => new PossibleTypeExtensions(context)),
        new("5.4.1 Argument Names", context => new KnownArgumentNamesOnDirectives(context)),
        new("5.4.2 Argument Uniqueness", context => new UniqueArgumentNames(context)),
        new("5.6.3 Input Object Field Uniqueness", context => new UniqueInputFieldNames(context)),
        new("5.4.3 Required Arguments", context => new ProvidedRequiredArgumentsOnDirectives(context)));
}

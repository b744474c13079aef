namespace Attribution.GraphQL.Language;

/// <summary>Prints type system definitions.</summary>
public sealed partial class Printer
{
    private void WriteTypeSystem(SyntaxNode node)
    {
        switch (node)
        {
            case Definition.Schema schema:
                WriteDescription(schema.Description);
                Append(schema.IsExtension ? "extend schema" : "schema");
                WriteDirectives(schema.Directives);
                WriteMembers(schema.OperationTypes);
                break;
            case RootOperationType root:
                Append($"{root.Kind.Keyword()}: {root.Type.Name}");
                break;
            case Definition.Directive directive:
                WriteDirectiveDefinition(directive);
                break;
            case Definition.Type type:
                WriteTypeDefinition(type);
                break;
            case FieldDeclaration field:
                WriteDescription(field.Description);
                Append(field.Name.ToString());
                WriteArguments(field.Arguments);
                Append(": ");
                WriteType(field.Type);
                WriteDirectives(field.Directives);
                break;
            case InputDeclaration input:
                WriteDescription(input.Description);
                Append($"{input.Name}: ");
                WriteType(input.Type);
                WriteDefault(input.DefaultValue);
                WriteDirectives(input.Directives);
                break;
            case EnumValueDeclaration value:
                WriteDescription(value.Description);
                Append(value.Name.ToString());
                WriteDirectives(value.Directives);
                break;
        }
    }

    private void WriteTypeDefinition(Definition.Type type)
    {
        WriteDescription(type.Description);
        Append(type.IsExtension ? "extend " : "");
        switch (type)
        {
            case Definition.Scalar:
                WriteHead("scalar", type, []);
                break;
            case Definition.Object named:
                WriteHead("type", type, named.Interfaces);
                WriteMembers(named.Fields);
                break;
            case Definition.Interface named:
                WriteHead("interface", type, named.Interfaces);
                WriteMembers(named.Fields);
                break;
            case Definition.Union union:
                WriteHead("union", type, []);
                Append(union.Members.Count > 0 ? " = " : "");
                Join(union.Members, " | ");
                break;
            case Definition.Enum named:
                WriteHead("enum", type, []);
                WriteMembers(named.Values);
                break;
            case Definition.InputObject input:
                WriteHead("input", type, []);
                WriteMembers(input.Fields);
                break;
        }
    }

    private void WriteHead(string keyword, Definition.Type type, SyntaxList<TypeReference.Named> interfaces)
    {
        Append($"{keyword} {type.Name}");
        if (interfaces.Count > 0)
        {
            Append(" implements ");
            Join(interfaces, " & ");
        }

        WriteDirectives(type.Directives);
    }

    private void WriteDirectiveDefinition(Definition.Directive directive)
    {
        WriteDescription(directive.Description);
        Append($"directive @{directive.Name}");
        WriteArguments(directive.Arguments);
        Append(directive.IsRepeatable ? " repeatable on " : " on ");
        Append(string.Join(" | ", directive.Locations));
    }

    /// <summary>On one line, unless an argument has a description to show.</summary>
    private void WriteArguments(SyntaxList<InputDeclaration> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.Description is not null)
            {
                WriteBlock(arguments, "(", ")");
                return;
            }
        }

        WriteInline(arguments, "(", ")");
    }

    private void WriteMembers<T>(SyntaxList<T> members)
        where T : SyntaxNode
    {
        Append(members.Count > 0 ? " " : "");
        WriteBlock(members, "{", "}");
    }

    private void WriteDescription(Value.String? description)
    {
        if (description is not null)
        {
            WriteString(description);
            NewLine();
        }
    }
}

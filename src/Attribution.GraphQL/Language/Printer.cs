using System.Text;

namespace Attribution.GraphQL.Language;

/// <summary>
/// Writes a node as GraphQL: two spaces a level, one definition apart by an empty line. What it writes parses to an
/// equal node, and printing that again gives the same text. This part prints executable documents.
/// </summary>
public sealed partial class Printer
{
    private const int MaxArgumentLineLength = 80;

    private readonly StringBuilder _text = new();
    private int _level;

    private Printer()
    {
    }

    /// <summary>The text of a node; a document ends without a line end.</summary>
    public static string Print(SyntaxNode node)
    {
        var printer = new Printer();
        printer.Write(node);
        return printer._text.ToString();
    }

    private void Write(SyntaxNode node)
    {
        switch (node)
        {
            case Document document:
                Join(document.Definitions, "\n\n");
                break;
            case Definition.Operation operation:
                WriteOperation(operation);
                break;
            case Definition.Fragment fragment:
                WriteDescription(fragment.Description);
                Append($"fragment {fragment.Name} on {fragment.TypeCondition.Name}");
                WriteDirectives(fragment.Directives);
                Append(" ");
                WriteSelectionSet(fragment.SelectionSet);
                break;
            case VariableDefinition variable:
                WriteVariableDefinition(variable);
                break;
            case SelectionSet selectionSet:
                WriteSelectionSet(selectionSet);
                break;
            case Selection selection:
                WriteSelection(selection);
                break;
            case Argument argument:
                WriteNamed(argument.Name, argument.Value);
                break;
            case Directive directive:
                Append($"@{directive.Name}");
                WriteInline(directive.Arguments, "(", ")");
                break;
            case Value value:
                WriteValue(value);
                break;
            case ObjectField field:
                WriteNamed(field.Name, field.Value);
                break;
            case TypeReference type:
                WriteType(type);
                break;
            default:
                WriteTypeSystem(node);
                break;
        }
    }

    private void WriteOperation(Definition.Operation operation)
    {
        WriteDescription(operation.Description);
        var isShort = operation is
        {
            Kind: OperationKind.Query,
            Description: null,
            Name: null,
            Variables.Count: 0,
            Directives.Count: 0,
        };
        if (!isShort)
        {
            Append(operation.Kind.Keyword());
            Append(operation.Name is { } name ? $" {name}" : operation.Variables.Count > 0 ? " " : "");
            WriteVariableDefinitions(operation.Variables);
            WriteDirectives(operation.Directives);
            Append(" ");
        }

        WriteSelectionSet(operation.SelectionSet);
    }

    private void WriteVariableDefinitions(SyntaxList<VariableDefinition> variables)
    {
        if (HasDescription(variables))
        {
            WriteBlock(variables, "(", ")");
        }
        else
        {
            WriteInline(variables, "(", ")");
        }
    }

    private static bool HasDescription(SyntaxList<VariableDefinition> variables)
    {
        foreach (var variable in variables)
        {
            if (variable.Description is not null)
            {
                return true;
            }
        }

        return false;
    }

    private void WriteVariableDefinition(VariableDefinition variable)
    {
        WriteDescription(variable.Description);
        Append($"${variable.Variable.Name}: ");
        WriteType(variable.Type);
        WriteDefault(variable.DefaultValue);
        WriteDirectives(variable.Directives);
    }

    private void WriteSelectionSet(SelectionSet selectionSet) => WriteBlock(selectionSet.Selections, "{", "}");

    private void WriteSelection(Selection selection)
    {
        switch (selection)
        {
            case Selection.Field field:
                WriteField(field);
                break;
            case Selection.FragmentSpread spread:
                Append($"...{spread.Name}");
                WriteDirectives(spread.Directives);
                break;
            case Selection.InlineFragment fragment:
                Append(fragment.TypeCondition is { } type ? $"... on {type.Name}" : "...");
                WriteDirectives(fragment.Directives);
                Append(" ");
                WriteSelectionSet(fragment.SelectionSet);
                break;
        }
    }

    private void WriteField(Selection.Field field)
    {
        var start = _text.Length;
        Append(field.Alias is { } alias ? $"{alias}: {field.Name}" : $"{field.Name}");
        var arguments = _text.Length;
        WriteInline(field.Arguments, "(", ")");
        if (_text.Length - start > MaxArgumentLineLength)
        {
            _text.Length = arguments;
            WriteBlock(field.Arguments, "(", ")");
        }

        WriteDirectives(field.Directives);
        if (field.SelectionSet is not null)
        {
            Append(" ");
            WriteSelectionSet(field.SelectionSet);
        }
    }

    private void WriteDirectives(SyntaxList<Directive> directives)
    {
        foreach (var directive in directives)
        {
            Append(" ");
            Write(directive);
        }
    }

    private void Append(string text) => _text.Append(text);

    private void NewLine() => _text.Append('\n').Append(' ', 2 * _level);

    private void Join<T>(SyntaxList<T> nodes, string separator)
        where T : SyntaxNode
    {
        for (var index = 0; index < nodes.Count; index++)
        {
            Append(index > 0 ? separator : "");
            Write(nodes[index]);
        }
    }

    /// <summary>Items on one line between two brackets, or nothing when there are none.</summary>
    private void WriteInline<T>(SyntaxList<T> nodes, string open, string close)
        where T : SyntaxNode
    {
        if (nodes.Count > 0)
        {
            Append(open);
            Join(nodes, ", ");
            Append(close);
        }
    }

    /// <summary>Items on lines of their own between two brackets, or nothing when there are none.</summary>
    private void WriteBlock<T>(SyntaxList<T> nodes, string open, string close)
        where T : SyntaxNode
    {
        if (nodes.Count == 0)
        {
            return;
        }

        Append(open);
        _level++;
        foreach (var node in nodes)
        {
            NewLine();
            Write(node);
        }

        _level--;
        NewLine();
        Append(close);
    }
}

using System.Globalization;
using System.Text;

namespace Attribution.GraphQL.Language;

/// <summary>Prints values and types.</summary>
public sealed partial class Printer
{
    private void WriteNamed(Name name, Value value)
    {
        Append($"{name}: ");
        WriteValue(value);
    }

    private void WriteValue(Value value)
    {
        switch (value)
        {
            case Value.Variable variable:
                Append($"${variable.Name}");
                break;
            case Value.Int or Value.Float:
                Append(value.Location.ToString());
                break;
            case Value.String text:
                WriteString(text);
                break;
            case Value.Boolean boolean:
                Append(boolean.IsTrue ? "true" : "false");
                break;
            case Value.Null:
                Append("null");
                break;
            case Value.Enum name:
                Append(name.Name.ToString());
                break;
            case Value.List list:
                Append("[");
                Join(list.Items, ", ");
                Append("]");
                break;
            case Value.Object fields:
                Append("{");
                Join(fields.Fields, ", ");
                Append("}");
                break;
        }
    }

    private void WriteType(TypeReference type)
    {
        switch (type)
        {
            case TypeReference.Named named:
                Append(named.Name.ToString());
                break;
            case TypeReference.List list:
                Append("[");
                WriteType(list.Item);
                Append("]");
                break;
            case TypeReference.NonNull nonNull:
                WriteType(nonNull.Inner);
                Append("!");
                break;
        }
    }

    private void WriteDefault(Value? value)
    {
        if (value is not null)
        {
            Append(" = ");
            WriteValue(value);
        }
    }

    /// <summary>A block string keeps its form: its lines are indented with the text around it, which reading takes
    /// away again.</summary>
    private void WriteString(Value.String value)
    {
        if (value.IsBlock)
        {
            var indentation = new string(' ', 2 * _level);
            var lines = BlockString.Write(value.Text).Split('\n')
                .Select((line, index) => index > 0 && line.Length > 0 ? indentation + line : line);
            Append(string.Join('\n', lines));
            return;
        }

        _text.Append('"');
        foreach (var rune in value.Text.EnumerateRunes())
        {
            WriteEscaped(rune);
        }

        _text.Append('"');
    }

    private void WriteEscaped(Rune rune) => Append(rune.Value switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\f' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        < 0x20 or (>= 0x7F and <= 0x9F) => "\\u" + rune.Value.ToString("X4", CultureInfo.InvariantCulture),
        _ => rune.ToString(),
    });
}

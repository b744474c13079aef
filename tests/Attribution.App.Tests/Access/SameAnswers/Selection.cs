using System.Text;
using System.Text.Json;
using Attribution.GraphQL.Types;

namespace Attribution.App.Tests.Access.SameAnswers;

/// <summary>A field in a generated query, with what is selected below it.</summary>
/// <param name="Parent">The object type that the field is asked of.</param>
/// <param name="Field">The field.</param>
/// <param name="Arguments">Its arguments as they stand in the document, with the parentheses; empty without.</param>
/// <param name="Below">What is selected of its value; empty for a leaf.</param>
internal sealed record Selection(
    ObjectType Parent, FieldDefinition Field, string Arguments, IReadOnlyList<Selection> Below)
{
    /// <summary>The name under which the answer has it: fields of different types never share one.</summary>
    private string Key => $"{Parent.Name}_{Field.Name}";

    private string Name => $"{Parent.Name}.{Field.Name}";

    internal void Print(StringBuilder document)
    {
        document.Append("... on ").Append(Parent.Name).Append(" { ").Append(Key).Append(": ").Append(Field.Name)
            .Append(Arguments);
        if (Below.Count > 0)
        {
            document.Append(" {\n__typename ");
            foreach (var selection in Below)
            {
                selection.Print(document);
            }

            document.Append('}');
        }

        document.Append(" }\n");
    }

    /// <summary>The fields that it asks, as <c>Type.field</c>.</summary>
    internal IEnumerable<string> Names() => Below.SelectMany(selection => selection.Names()).Prepend(Name);

    /// <summary>Notes which fields an answer has values of.</summary>
    internal void NoteAnswered(JsonElement answer, ISet<string> answered)
    {
        if (answer.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in answer.EnumerateArray())
            {
                NoteAnswered(item, answered);
            }
        }
        else if (answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(Key, out var value))
        {
            answered.Add(Name);
            foreach (var selection in Below)
            {
                selection.NoteAnswered(value, answered);
            }
        }
    }
}

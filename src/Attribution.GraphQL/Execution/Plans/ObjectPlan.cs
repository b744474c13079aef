namespace Attribution.GraphQL.Execution;

/// <summary>
/// The fields selected on one object type at one place (section 6.3 "Executing Selection Sets"), ready to run: first
/// what waits is loaded for all objects of the level at once, then each object is written with nothing to wait for.
/// </summary>
internal sealed class ObjectPlan<T>
    where T : notnull
{
    private readonly FieldPlan<T>[] _fields;
    private readonly FieldPlan<T>[] _waiting;
    private readonly DeferredPart<T>[] _deferred;

    /// <param name="fields">The fields in the order of the response.</param>
    /// <param name="deferred">What comes later.</param>
    public ObjectPlan(FieldPlan<T>[] fields, DeferredPart<T>[] deferred)
    {
        _fields = fields;
        _deferred = deferred;
        _waiting = [.. fields.Where(field => field.Waits)];
    }

    /// <summary>Whether something has to be loaded before an object can be written.</summary>
    public bool Waits => _waiting.Length > 0;

    /// <summary>The fields in the order of the response.</summary>
    public IReadOnlyList<FieldPlan<T>> Fields => _fields;

    /// <summary>Loads what the objects of a level wait for; fields that wait do so side by side.</summary>
    public ValueTask LoadAsync(IReadOnlyList<T> objects, ExecutionState state) => _waiting switch
    {
        _ when objects.Count == 0 => default,
        [var only] => only.LoadAsync(objects, state),
        _ => new ValueTask(Task.WhenAll(_waiting.Select(field => field.LoadAsync(objects, state).AsTask()))),
    };

    /// <summary>Writes one object; false when one of its fields is null and must not be.</summary>
    /// <param name="value">The object.</param>
    /// <param name="index">Its place among the objects of the level, when something was loaded for them.</param>
    /// <param name="state">Where to write.</param>
    public bool Write(T value, int index, ExecutionState state)
    {
        for (var next = 0; next < _fields.Length;)
        {
            if (!WriteFields(ref next, _fields.Length, value, index, state))
            {
                return false;
            }
        }

        WriteEnd(value, state);
        return true;
    }

    /// <summary>Ends an object whose fields are written.</summary>
    public void WriteEnd(T value, ExecutionState state)
    {
        state.Output.WriteRaw(_fields.Length > 0 ? "}"u8 : "{}"u8);
        foreach (var part in _deferred)
        {
            state.Defer(part, value);
        }
    }

    /// <summary>Writes one field, as mutations run; false when it is null and must not be.</summary>
    public bool WriteField(int field, T value, ExecutionState state) =>
        WriteFields(ref field, field + 1, value, index: 0, state);

    // A resolver that throws costs its field the value, not the response (section 6.4.4). One guard around the loop
    // serves all fields: it is set up once per object.
    private bool WriteFields(ref int next, int end, T value, int index, ExecutionState state)
    {
        var start = 0;
        try
        {
            for (; next < end; next++)
            {
                start = state.Output.Position;
                if (!_fields[next].Write(value, index, state))
                {
                    return false;
                }
            }

            return true;
        }
        catch (Exception exception) when (!state.IsCancelled)
        {
            state.TruncateTo(start);
            return _fields[next++].WriteFailure(exception, state);
        }
    }
}

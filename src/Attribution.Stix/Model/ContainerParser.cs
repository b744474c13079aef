using System.Text.Json;

namespace Attribution.Stix;

/// <summary>
/// Reads a bundle or a TAXII envelope object by object from bytes that arrive in pieces; a bare list of objects and a
/// single object without a bundle are taken too, because people have such files. It reads nothing itself: the
/// caller owns the buffer, hands in what is there and takes away what was consumed. The first error in the
/// container's own structure ends it; an error inside an object costs that object only.
/// </summary>
internal sealed class ContainerParser(StixReaderLimits limits)
{
    private enum Place
    {
        Start,
        Name,
        Colon,
        Value,
        AfterValue,
        FirstObject,
        Object,
        AfterObject,
        End,
        Stopped,
    }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private Place _place = Place.Start;
    private ValueExtent _extent;
    private int _scanned;
    private bool _isTooLarge;
    private bool _afterComma;
    private bool _isBareList;
    private int _propertyBytes;
    private string _name = "";
    private long _index;

    public StixContainer Container { get; } = new();

    private Place AfterList => _isBareList ? Place.End : Place.AfterValue;

    /// <summary>Whether nothing more will come.</summary>
    public bool IsDone => _place == Place.Stopped;

    /// <summary>
    /// Goes on with the bytes that are there. Answers the next entry, or null when more bytes are needed (or, at the
    /// end of the input, when there is nothing more). The caller drops <paramref name="consumed"/> bytes either way.
    /// </summary>
    public StixEntry? Next(ReadOnlySpan<byte> available, bool isFinal, out int consumed)
    {
        consumed = 0;
        while (_place != Place.Stopped)
        {
            var before = consumed;
            if (_scanned == 0 && !_isTooLarge)
            {
                consumed += SkipSpace(available[consumed..]);
            }

            var rest = available[consumed..];
            if (rest.IsEmpty || (_place == Place.Start && rest.Length < ByteOrderMark.Length && !isFinal))
            {
                return isFinal ? AtEnd() : null;
            }

            var entry = Step(rest, isFinal, out var length);
            consumed += length;
            if (entry is not null)
            {
                return entry;
            }

            if (consumed == before && _scanned == rest.Length)
            {
                return isFinal ? AtEnd() : null;
            }
        }

        return null;
    }

    private StixEntry? Step(ReadOnlySpan<byte> rest, bool isFinal, out int length)
    {
        length = 0;
        switch (_place)
        {
            case Place.Start when rest.StartsWith(ByteOrderMark):
                length = ByteOrderMark.Length;
                return null;
            case Place.Start when rest[0] == '[':
                length = 1;
                (_isBareList, Container.HasObjects, _place) = (true, true, Place.FirstObject);
                return null;
            case Place.Start:
                length = 1;
                return Expect(rest[0] == '{', Place.Name, "a JSON object");
            case Place.Name when rest[0] == '}' && !_afterComma:
                length = 1;
                _place = Place.End;
                return null;
            case Place.Name or Place.Value or Place.FirstObject or Place.Object:
                return OpenList(rest, out length) ?? (length > 0 ? null : ReadValue(rest, isFinal, out length));
            case Place.Colon:
                length = 1;
                return Expect(rest[0] == ':', Place.Value, "':'");
            case Place.AfterValue:
                length = 1;
                _afterComma = rest[0] == ',';
                return Expect(rest[0] is (byte)',' or (byte)'}', rest[0] == ',' ? Place.Name : Place.End, "',' or '}'");
            case Place.AfterObject:
                length = 1;
                return Expect(
                    rest[0] is (byte)',' or (byte)']',
                    rest[0] == ',' ? Place.Object : AfterList,
                    "',' or ']' after an object");
            default:
                return Stop(FindingCodes.MalformedContainer, "There is more text after the end of the bundle.");
        }
    }

    /// <summary>The brackets of the list of objects are no values of their own.</summary>
    private StixEntry? OpenList(ReadOnlySpan<byte> rest, out int length)
    {
        length = 0;
        if (_scanned > 0 || _isTooLarge)
        {
            return null;
        }

        if (_place == Place.Value && _name == "objects" && rest[0] == '[')
        {
            if (Container.HasObjects)
            {
                return Stop(FindingCodes.DuplicateProperty, "The list of objects occurs twice.");
            }

            Container.HasObjects = true;
            length = 1;
            _place = Place.FirstObject;
        }
        else if (_place == Place.FirstObject && rest[0] == ']')
        {
            length = 1;
            _place = AfterList;
        }

        return null;
    }

    private StixEntry? ReadValue(ReadOnlySpan<byte> rest, bool isFinal, out int length)
    {
        length = 0;
        if (_scanned == 0 && !_isTooLarge && Misfit(rest[0]) is { } expected)
        {
            return Stop(FindingCodes.MalformedContainer, $"Expected {expected}, found '{(char)rest[0]}'.");
        }

        var (added, ended) = _extent.Scan(rest[_scanned..]);
        _scanned += added;
        if (!ended)
        {
            length = isFinal ? 0 : DropWhenTooLarge(rest.Length);
            return null;
        }

        length = _scanned;
        var value = rest[..length];
        var wasTooLarge = _isTooLarge || length > limits.MaxObjectBytes;
        (_extent, _scanned, _isTooLarge) = (default, 0, false);
        return Take(value, wasTooLarge);
    }

    private string? Misfit(byte first) => _place switch
    {
        Place.Name when first != '"' => "a property name",
        Place.Value or Place.FirstObject or Place.Object when ",]}:"u8.Contains(first) => "a value",
        _ => null,
    };

    /// <summary>How many bytes of an unfinished value need not be kept.</summary>
    private int DropWhenTooLarge(int available)
    {
        _isTooLarge |= _scanned > limits.MaxObjectBytes;
        _scanned = _isTooLarge ? 0 : _scanned;
        return _isTooLarge ? available : 0;
    }

    private StixEntry? Take(ReadOnlySpan<byte> value, bool isTooLarge)
    {
        switch (_place)
        {
            case Place.Name:
                return TakeName(value, isTooLarge);
            case Place.Value:
                return TakeProperty(value, isTooLarge);
            default:
                _place = Place.AfterObject;
                return TakeObject(value, isTooLarge);
        }
    }

    private StixEntry? TakeName(ReadOnlySpan<byte> value, bool isTooLarge)
    {
        if (isTooLarge || ReadJson(value) is not { ValueKind: JsonValueKind.String } name)
        {
            return Stop(FindingCodes.MalformedContainer, "A property name of the bundle is not valid JSON.");
        }

        _name = name.GetString()!;
        _place = Place.Colon;
        return null;
    }

    private StixEntry? TakeProperty(ReadOnlySpan<byte> value, bool isTooLarge)
    {
        _place = Place.AfterValue;
        _propertyBytes += value.Length;
        if (isTooLarge || _propertyBytes > limits.MaxObjectBytes)
        {
            return Stop(FindingCodes.TooLarge, $"The bundle's own properties exceed {limits.MaxObjectBytes} bytes.");
        }

        if (ReadJson(value) is not { } json)
        {
            return Stop(FindingCodes.MalformedContainer, $"The bundle's property {_name} is not valid JSON.");
        }

        return Container.Add(_name, json)
            ? null
            : Stop(FindingCodes.DuplicateProperty, $"The bundle's property {_name} occurs twice.");
    }

    private StixEntry TakeObject(ReadOnlySpan<byte> value, bool isTooLarge)
    {
        var index = _index++;
        if (isTooLarge)
        {
            return new StixEntry(index, null, StixFinding.Refused(FindingCodes.TooLarge,
                $"The object has more than {limits.MaxObjectBytes} bytes."), null);
        }

        var (stixObject, problem, claimedId) = StixObjectParser.Parse(value, limits);
        return new StixEntry(index, stixObject, problem, claimedId);
    }

    private JsonElement? ReadJson(ReadOnlySpan<byte> value)
    {
        try
        {
            return System.Text.Unicode.Utf8.IsValid(value) && UnicodeEscapes.AreWellFormed(value)
                ? JsonElement.Parse(value, new JsonDocumentOptions { MaxDepth = limits.MaxDepth })
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private StixEntry? AtEnd()
    {
        var isWhole = _place == Place.End;
        var wasEmpty = _place == Place.Start;
        _place = Place.Stopped;
        if (isWhole)
        {
            return Container.IsSingleObject ? TakeObject(Container.ToUtf8(), isTooLarge: false) : null;
        }

        return Problem(FindingCodes.Truncated,
            wasEmpty ? "There is no text." : $"The text ends within the bundle, after {_index} whole objects.");
    }

    private StixEntry? Expect(bool holds, Place next, string expected)
    {
        _place = next;
        return holds ? null : Stop(FindingCodes.MalformedContainer, $"Expected {expected} around the objects.");
    }

    private StixEntry Stop(string code, string message)
    {
        _place = Place.Stopped;
        return Problem(code, $"{message} Nothing after object {_index} can be read.");
    }

    private static StixEntry Problem(string code, string message) =>
        new(null, null, StixFinding.Refused(code, message), null);

    private static int SkipSpace(ReadOnlySpan<byte> bytes)
    {
        var text = bytes.IndexOfAnyExcept(" \t\r\n"u8);
        return text < 0 ? bytes.Length : text;
    }
}

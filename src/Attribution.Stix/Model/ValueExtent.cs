using System.Buffers;

namespace Attribution.Stix;

/// <summary>
/// Finds where a JSON value ends by counting brackets outside strings, without looking at what is inside. It can stop
/// at the end of a buffer and go on in the next one, so every byte is looked at once however the input is cut; and an
/// object with an error inside does not take the objects after it along.
/// </summary>
internal struct ValueExtent
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> InString = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> AfterScalar = SearchValues.Create(",]} \t\r\n"u8);

    private int _depth;
    private bool _inString;
    private bool _escaped;
    private bool _started;
    private bool _isScalar;

    /// <summary>Looks at more bytes of the value; answers how many belong to it and whether it has ended.</summary>
    public (int Length, bool Ended) Scan(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return (0, false);
        }

        if (!_started)
        {
            _started = true;
            _isScalar = bytes[0] is not ((byte)'{' or (byte)'[' or (byte)'"');
        }

        return _isScalar ? ScanScalar(bytes) : ScanNested(bytes);
    }

    private static (int Length, bool Ended) ScanScalar(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOfAny(AfterScalar);
        return end < 0 ? (bytes.Length, false) : (end, true);
    }

    private (int Length, bool Ended) ScanNested(ReadOnlySpan<byte> bytes)
    {
        var position = 0;
        while (position < bytes.Length)
        {
            if (_inString)
            {
                position = ScanString(bytes, position);
            }
            else
            {
                var skipped = bytes[position..].IndexOfAny(Structure);
                if (skipped < 0)
                {
                    return (bytes.Length, false);
                }

                position += skipped + 1;
                Enter(bytes[position - 1]);
            }

            if (_depth <= 0 && !_inString)
            {
                return (position, true);
            }
        }

        return (bytes.Length, false);
    }

    private void Enter(byte structural)
    {
        switch (structural)
        {
            case (byte)'"':
                _inString = true;
                break;
            case (byte)'{' or (byte)'[':
                _depth++;
                break;
            default:
                _depth--;
                break;
        }
    }

    private int ScanString(ReadOnlySpan<byte> bytes, int position)
    {
        if (_escaped)
        {
            _escaped = false;
            return position + 1;
        }

        var skipped = bytes[position..].IndexOfAny(InString);
        if (skipped < 0)
        {
            return bytes.Length;
        }

        position += skipped;
        if (bytes[position] == '\\')
        {
            _escaped = true;
        }
        else
        {
            _inString = false;
        }

        return position + 1;
    }
}

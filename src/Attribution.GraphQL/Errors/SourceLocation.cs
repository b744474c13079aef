using System.Runtime.InteropServices;

namespace Attribution.GraphQL.Errors;

/// <summary>A place in a document, as errors show it.</summary>
/// <param name="Line">Counted from 1; CR, LF and CRLF end a line.</param>
/// <param name="Column">Counted from 1 in UTF-16 code units, as editors and other GraphQL servers count.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SourceLocation(int Line, int Column);

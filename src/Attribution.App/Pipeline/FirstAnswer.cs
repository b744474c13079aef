using Attribution.Domain;

namespace Attribution.App.Pipeline;

/// <summary>What is remembered of a command's answer: enough to give the same one again, because a stream can be read
/// as it was at any version.</summary>
/// <param name="Digest">The content the command had.</param>
/// <param name="Stream">The aggregate it was about.</param>
/// <param name="Version">The aggregate's version after it.</param>
/// <param name="Changed">Whether it stored anything.</param>
/// <param name="Code">Why it was refused; null when it was not.</param>
/// <param name="Message">The same for a person.</param>
/// <param name="Field">The input that caused the refusal.</param>
internal sealed record FirstAnswer(
    string? Digest,
    Guid Stream,
    long Version,
    bool Changed,
    string? Code = null,
    string? Message = null,
    string? Field = null)
{
    internal static FirstAnswer Refusal(OnceKey key, Guid stream, long version, Rejection why) =>
        new(key.Digest, stream, version, false, why.Code, why.Message, why.Field);

    internal Rejection? Rejection => Code is null ? null : new Rejection(Code, Message!, Field);
}

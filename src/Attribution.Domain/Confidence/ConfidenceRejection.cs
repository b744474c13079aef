namespace Attribution.Domain.Confidence;

/// <summary>Every refusal of a grade.</summary>
public static class ConfidenceRejection
{
    public static Rejection InvalidReliability(string field) =>
        new("INVALID_RELIABILITY", "Reliability is a letter from A to F.", field);

    public static Rejection InvalidCredibility(string field) =>
        new("INVALID_CREDIBILITY", "Credibility is a digit from 1 to 6.", field);

    public static Rejection OutOfRange(string field) =>
        new("CONFIDENCE_OUT_OF_RANGE", "Confidence is a number from 0 to 100.", field);
}

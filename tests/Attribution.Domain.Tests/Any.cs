using Attribution.Domain.Confidence;
using FsCheck;
using FsCheck.Fluent;

namespace Attribution.Domain.Tests;

/// <summary>Random inputs from small pools, so that commands meet each other, with the bad ones among them.</summary>
internal static class Any
{
    public static readonly Gen<Author> Author =
        Gen.Elements(Sample.Analyst, Sample.OtherAnalyst, Sample.Machine, Domain.Access.Author.ClusterDetector);

    public static readonly Gen<Instant> Time = Gen.Choose(0, 9).Select(hours => Sample.Now + Duration.FromHours(hours));

    public static readonly Gen<Instant?> Date =
        Gen.Frequency(
            (3, Gen.Constant<Instant?>(null)),
            (3, Time.Select(time => (Instant?)(time - Duration.FromDays(3)))),
            (1, Gen.Constant<Instant?>(Instant.MaxValue)));

    public static readonly Gen<string> Text = Gen.Frequency(
        (12, Gen.Elements("Night Ferry", "night ferry", "Ferryman", "wiper", "T1003", "\ud800", "名前")),
        (1, Gen.Elements<string>("", " \t", null!, new string('x', 70_000))));

    public static readonly Gen<int> Number = Gen.Choose(0, 6);

    public static readonly Gen<int> Percent =
        Gen.Frequency((6, Gen.Choose(0, 100)), (1, Gen.Elements(-1, 101, int.MaxValue)));

    public static readonly Gen<string> Indicator = Gen.Frequency(
        (5, Number.Select(Sample.Indicator)),
        (2, Number.Select(Sample.Uuid)),
        (1, Gen.Elements<string>("", "malware--x", null!)));

    public static readonly Gen<string> Technique = Gen.Frequency(
        (6, Gen.Elements("T1003", "t1003.001", "T1566", "T9999")),
        (1, Gen.Elements<string>("T1", null!)));

    public static readonly Gen<Assessment?> Assessment = Gen.Frequency<Assessment?>(
        (1, Gen.Constant<Assessment?>(null)),
        (3, Percent.Select(value => (Assessment?)new Assessment(Reliability.C, 3, value))),
        (1, Gen.Constant<Assessment?>(new Assessment((Reliability)7, 9, 50))));

    /// <summary>A list, sometimes empty and sometimes one that nobody filled in.</summary>
    public static Gen<ImmutableArray<T>> List<T>(Gen<T> items) => Gen.Frequency(
        (8, Gen.Choose(0, 4).SelectMany(items.ArrayOf).Select(list => list.ToImmutableArray())),
        (1, Gen.Constant(default(ImmutableArray<T>))));

    public static Gen<T?> Perhaps<T>(Gen<T> gen)
        where T : struct =>
        Gen.Frequency((1, Gen.Constant<T?>(null)), (2, gen.Select(value => (T?)value)));
}

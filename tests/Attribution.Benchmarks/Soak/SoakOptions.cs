namespace Attribution.Benchmarks.Soak;

/// <summary>What is broken while the writers write.</summary>
internal enum SoakFault
{
    None,

    /// <summary>Writer processes are killed (SIGKILL) and replaced.</summary>
    KillWriters,

    /// <summary>The server is killed (SIGKILL) and started again.</summary>
    KillServer,

    /// <summary>The server's backends are ended, as an administrator does; the server lives on.</summary>
    KillBackends,
}

/// <summary>One run of the soak.</summary>
/// <param name="Processes">How many writer processes.</param>
/// <param name="Writers">How many writers in each.</param>
/// <param name="Streams">How many streams they all share; few means many conflicts.</param>
/// <param name="Time">How long they write.</param>
/// <param name="Seed">Decides what they write and when something is broken.</param>
/// <param name="Fault">What is broken.</param>
internal sealed record SoakOptions(int Processes, int Writers, int Streams, TimeSpan Time, int Seed, SoakFault Fault);

using System.Runtime.CompilerServices;

namespace Attribution.Testing;

/// <summary>
/// Compares a text with the approved one that lies beside the test. A difference fails the test and leaves
/// <c>NAME.received.EXT</c> there: read it, and rename it over the approved file when the change is meant.
/// </summary>
public static class Approval
{
    /// <param name="text">What the code produces now.</param>
    /// <param name="name">File name of the approved text without <c>.approved</c>: <c>schema.sql</c> is held in
    /// <c>schema.approved.sql</c>.</param>
    /// <param name="testFile">Filled in by the compiler: the approved file lies in <c>Approved/</c> beside it.</param>
    public static void Verify(string text, string name, [CallerFilePath] string testFile = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(testFile)!, "Approved");
        var (stem, extension) = (Path.GetFileNameWithoutExtension(name), Path.GetExtension(name));
        var approvedFile = Path.Combine(folder, $"{stem}.approved{extension}");
        var receivedFile = Path.Combine(folder, $"{stem}.received{extension}");
        var received = text.ReplaceLineEndings("\n").TrimEnd() + "\n";
        var approved = File.Exists(approvedFile) ? File.ReadAllText(approvedFile).ReplaceLineEndings("\n") : "";
        if (approved == received)
        {
            File.Delete(receivedFile);
            return;
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(receivedFile, received);
        received.ShouldBe(approved, $"{approvedFile} differs. If the change is meant, rename {receivedFile} over it.");
    }
}

namespace PerfTracking.Machine.Arms;

/// <summary>
/// The folders of the arms of a session. An arm that runs stands at one and the same path, the stage, and the others beside it:
/// no arm can be faster or slower by its folder's name or the name's length, and what a build wrote into its files about where
/// they stand is true whenever they are used. A turn costs two renames.
/// </summary>
/// <param name="folder">The full path of a folder that is the session's own.</param>
public sealed class ArmFolders(string folder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private string? _onStage;

    /// <summary>The full path at which an arm stands when it runs.</summary>
    public string Stage { get; } = Path.Combine(folder, "arm");

    /// <summary>The full path at which an arm stands when another one runs.</summary>
    /// <param name="arm">The arm's name.</param>
    public string Beside(string arm) => Path.Combine(folder, "beside-" + arm);

    /// <summary>Puts an arm on the stage.</summary>
    /// <param name="arm">The arm's name.</param>
    /// <exception cref="IOException">A folder cannot be renamed, because a process that was left behind uses it.</exception>
    public void Use(string arm)
    {
        if (_onStage == arm)
        {
            return;
        }

        Clear();
        Move(Beside(arm), Stage);
        _onStage = arm;
    }

    /// <summary>Takes the arm that is on the stage from it.</summary>
    /// <exception cref="IOException">Its folder cannot be renamed.</exception>
    public void Clear()
    {
        if (_onStage is { } before)
        {
            Move(Stage, Beside(before));
            _onStage = null;
        }
    }

    // Windows keeps a folder in its place while a process works in it; one that ends takes a moment.
    private static void Move(string from, string to)
    {
        for (TimeSpan waited = TimeSpan.Zero; ; waited += Pause)
        {
            try
            {
                Directory.Move(from, to);
                return;
            }
            catch (IOException) when (waited < Patience && Directory.Exists(from))
            {
                Thread.Sleep(Pause);
            }
        }
    }
}

using PerfTracking.Benchmarks;

namespace PerfTracking.Cmdlets.Errors;

/// <summary>The errors about the arms of a session, which stand in it as problems.</summary>
internal static class BaseErrors
{
    /// <summary>There is no base.</summary>
    public static BaseFailedException NotFound(Exception cause) => new("BaseNotFound", cause.Message, BenchmarkArm.Base, cause);

    /// <summary>The base is what is measured.</summary>
    /// <param name="base">The base, and what it is, as the beginning of a sentence.</param>
    /// <param name="remedy">What to do, with a space before it; empty where that is plain.</param>
    public static BaseFailedException IsHead(string @base, string remedy = "") => new("BaseIsHead", $"{@base}: there is nothing to compare.{remedy}", BenchmarkArm.Base);

    /// <summary>A module is to be compared with the session's own of its name, and there is none.</summary>
    public static BaseFailedException HeadModuleNotFound(string name, string folder) => new(
        "HeadModuleNotFound", $"There is no module '{name}' to compare '{folder}' with: import it, or install it in a folder of PSModulePath.", BenchmarkArm.Head);

    /// <summary>There is no place for an arm.</summary>
    /// <param name="folder">Where it was to be.</param>
    /// <param name="why">Why it cannot be there.</param>
    /// <param name="cause">What the system said, or <see langword="null"/>.</param>
    public static BaseFailedException ArmNotMade(string folder, string why, Exception? cause = null) => new(
        "ArmNotMade", $"The folders of head and base cannot be made in '{folder}': {why}", null, cause);

    /// <summary>An arm was not built.</summary>
    /// <param name="arm">Its name.</param>
    /// <param name="why">Why not, and what was said before.</param>
    public static BaseFailedException PrepareFailed(string arm, string why) => new("PrepareFailed", $"The {arm} cannot be prepared: {why}", arm);
}

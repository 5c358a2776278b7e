namespace PerfTracking.Detection;

/// <summary>How readily a lasting change of level is reported: how many real ones are found against how many false ones.</summary>
public enum PolicySensitivity
{
    /// <summary>Few findings, each nearly sure to be real; smaller changes are reported later or not at all.</summary>
    Quiet,

    /// <summary>The default.</summary>
    Balanced,

    /// <summary>Smaller changes too, and sooner; where a level wanders, more that are none.</summary>
    Keen,
}

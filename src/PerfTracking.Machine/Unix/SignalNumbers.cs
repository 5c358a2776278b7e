namespace PerfTracking.Machine.Unix;

/// <summary>What Linux and macOS number differently.</summary>
/// <param name="Block">SIG_BLOCK, two below SIG_SETMASK.</param>
/// <param name="Continue">SIGCONT.</param>
internal readonly record struct SignalNumbers(int Block, int Continue);

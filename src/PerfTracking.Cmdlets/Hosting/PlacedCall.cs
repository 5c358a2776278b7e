using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>
/// A call of a block that says it stands where the cmdlet's own call stands. The engine takes the place that an error of the
/// block shows from whoever called the block; a text of ours has none that a user could look up.
/// </summary>
internal static class PlacedCall
{
    // A call's extent is the same object each time a loop comes by, and compiling the call costs more than a short block.
    private static readonly ConditionalWeakTable<IScriptExtent, ScriptBlock> Made = [];

    /// <summary>A block that dots its first argument, at the place of a cmdlet's call.</summary>
    /// <param name="invocation">The cmdlet's invocation.</param>
    /// <returns>The block, or <see langword="null"/> where the engine does not tell the place.</returns>
    public static ScriptBlock? At(InvocationInfo invocation) =>
        typeof(InvocationInfo).GetProperty("ScriptPosition", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)?.GetValue(invocation) is IScriptExtent place
            ? Made.GetValue(place, Make)
            : null;

    private static ScriptBlock Make(IScriptExtent place)
    {
        var block = new IndexExpressionAst(place, new VariableExpressionAst(place, "args", splatted: false), new ConstantExpressionAst(place, 0));
        var call = new PipelineAst(place, new CommandAst(place, [block], TokenKind.Dot, redirections: null));
        return new ScriptBlockAst(place, paramBlock: null, new StatementBlockAst(place, [call], traps: null), isFilter: false).GetScriptBlock();
    }
}

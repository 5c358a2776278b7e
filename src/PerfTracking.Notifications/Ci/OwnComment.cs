namespace PerfTracking.Notifications.Ci;

/// <summary>
/// Changes the comment that is ours among those that bear our marker: the newest that the token may change. Where the place tells who
/// wrote them, those of others are not among them; elsewhere it refuses the change of what somebody made who copied the marker.
/// </summary>
internal static class OwnComment
{
    private const int MostTried = 5;

    /// <summary>Changes it.</summary>
    /// <param name="marked">The comments with the marker, oldest first.</param>
    /// <param name="change">Changes one of them.</param>
    /// <param name="canBeMade">Whether a new one may be made where none of them is ours.</param>
    /// <returns>Whether one was changed.</returns>
    /// <exception cref="CiRefusal">The place did not answer; or none of them may be changed, and none be made.</exception>
    public static async Task<bool> ChangeAsync<TComment>(IReadOnlyCollection<TComment> marked, Func<TComment, Task> change, bool canBeMade)
    {
        CiRefusal? refused = null;
        foreach (TComment comment in marked.Reverse().Take(MostTried))
        {
            try
            {
                await change(comment).ConfigureAwait(false);
                return true;
            }
            catch (CiRefusal refusal) when (refusal.IsOfThatComment)
            {
                refused = refusal;
            }
        }

        return refused is null || canBeMade ? false : throw refused;
    }
}

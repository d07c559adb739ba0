namespace Annals.Index;

/// <content>What part of the log an answer covers, and waiting for the index to cover more.</content>
public sealed partial class EventSearch
{
    /// <summary>Says what part of the log an answer to a question asked now would cover.</summary>
    /// <param name="size">Log size to ask about, 0 or more, or null for the present one.</param>
    public SearchScope ScopeOf(long? size = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size ?? 0, nameof(size));
        var asked = Math.Min(size ?? long.MaxValue, store.Size);
        var indexed = Math.Min(index.CoveredSize, asked);
        return new SearchScope(asked, indexed, asked - indexed <= options.UnindexedMax);
    }

    /// <summary>
    /// As <see cref="ScopeOf"/>, but when an answer would be partial, waits up to <see cref="EventSearchOptions.Patience"/> for the index to come so near that the
    /// entries behind it can be read. Then ask about the size of the scope that it gives: entries that arrive meanwhile would move the end away again.
    /// </summary>
    /// <param name="size">Log size to ask about, 0 or more, or null for the present one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The scope; still partial when the index did not come in time.</returns>
    public async Task<SearchScope> ScopeOfAsync(long? size = null, CancellationToken cancellationToken = default)
    {
        var scope = ScopeOf(size);
        var begin = time.GetTimestamp();
        while (!scope.IsComplete)
        {
            // Taken before the look, so that no commit is missed in between.
            var commit = index.NextCommit;
            scope = ScopeOf(scope.Size);
            var left = options.Patience - time.GetElapsedTime(begin);
            if (scope.IsComplete || left <= TimeSpan.Zero)
            {
                break;
            }

            try
            {
                await commit.WaitAsync(left, time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                return ScopeOf(scope.Size);
            }

            scope = ScopeOf(scope.Size);
        }

        return scope;
    }
}

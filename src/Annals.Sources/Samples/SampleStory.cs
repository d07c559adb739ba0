namespace Annals.Sources.Samples;

/// <summary>
/// A small incident for demonstrations: an address outside tries a person's account <see cref="FailedSignIns"/> times and gets in, sets a mailbox rule that forwards
/// to <see cref="ForwardsTo"/>, downloads files, and takes the members out of the queue <see cref="Queue"/>.
/// </summary>
public static class SampleStory
{
    /// <summary>Sign-ins that fail before one succeeds.</summary>
    public const int FailedSignIns = 24;

    /// <summary>Files that are downloaded.</summary>
    public const int Downloads = 9;

    /// <summary>Members that the queue loses.</summary>
    public const int MembersRemoved = 14;

    /// <summary>All records of the incident: the above, the sign-in and the rule.</summary>
    public const int RecordCount = FailedSignIns + 1 + 1 + Downloads + MembersRemoved;

    /// <summary>Who is attacked; occurs in the other records too.</summary>
    public const string Actor = "mila.storch@example.com";

    /// <summary>Address of the attacker; in no other record.</summary>
    public const string Address = "203.0.113.199";

    /// <summary>Where the rule sends the mail; in no other record.</summary>
    public const string ForwardsTo = "dropbox.collector@mail.example.org";

    /// <summary>Name of the rule; in no other record.</summary>
    public const string RuleName = "RSS mirror";

    /// <summary>Name of the queue that is stripped.</summary>
    public const string Queue = "Emergency line";

    internal const int SecondsBetween = 41;

    /// <summary>How long the incident takes, first record to last.</summary>
    public static TimeSpan Duration => TimeSpan.FromSeconds(SecondsBetween * (RecordCount - 1));

    /// <summary>Writes one record of the incident.</summary>
    internal static void Write(SampleContext c, int index, long startMilliseconds)
    {
        c.Milliseconds = startMilliseconds + (index * SecondsBetween * 1000L);
        var step = index;
        if (step < FailedSignIns)
        {
            Microsoft365Samples.SignInFailed(c);
        }
        else if ((step -= FailedSignIns) == 0)
        {
            Microsoft365Samples.SignedIn(c);
        }
        else if (--step == 0)
        {
            Microsoft365Samples.ForwardingRule(c, RuleName, ForwardsTo);
        }
        else if (--step < Downloads)
        {
            Microsoft365Samples.FileDownloaded(c);
        }
        else
        {
            var member = c.Directory[(step - Downloads) * 3];
            GenesysCloudSamples.QueueMember(c, Array.IndexOf(SampleWords.Queues, Queue), member, added: false);
        }
    }
}

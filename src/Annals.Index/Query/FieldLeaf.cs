using Annals.Records.Events;

namespace Annals.Index.Query;

/// <summary>A condition on a normalised field, tested on the event view of a record.</summary>
internal sealed class FieldLeaf(int leaf, FieldNode node)
{
    private static readonly byte[][] OutcomeNames = [.. Enum.GetNames<Outcome>().Select(name => System.Text.Encoding.UTF8.GetBytes(name.ToLowerInvariant()))];

    private readonly ValueTest test = ValueTests.Of(node.Condition);

    public int Leaf => leaf;

    public bool Test(EventSlices slices) => node.Field switch
    {
        QueryField.Source => TestSource(slices.Source),
        QueryField.Action => Test(slices[EventField.Action]),
        QueryField.Service => Test(slices[EventField.Service]),
        QueryField.Kind => Test(slices[EventField.Kind]),
        QueryField.Actor => Test(slices[EventField.Actor]) || Test(slices[EventField.ActorId]),
        QueryField.Target => Test(slices[EventField.Target]) || Test(slices[EventField.TargetId]),
        QueryField.Ip => TestAddresses(slices),
        QueryField.Outcome => TestOutcome(slices.Outcome),
        QueryField.Application => Test(slices[EventField.Application]),
        QueryField.Session => Test(slices[EventField.Session]),
        QueryField.Correlation => Test(slices[EventField.Correlation]),
        QueryField.Occurred => slices.OccurredMicros is { } micros && (node.Condition is not TimeCondition time || time.Contains(micros)),
        _ => throw new InvalidOperationException($"The field {node.Field} is no part of a record."),
    };

    /// <summary>A field that is absent (empty) meets no condition.</summary>
    private bool Test(ReadOnlySpan<byte> value) => !value.IsEmpty && test(value);

    private bool TestSource(string source)
    {
        Span<byte> utf8 = stackalloc byte[256];
        return System.Text.Encoding.UTF8.TryGetBytes(source, utf8, out var length) ? test(utf8[..length]) : test(System.Text.Encoding.UTF8.GetBytes(source));
    }

    private bool TestAddresses(EventSlices slices)
    {
        for (var i = 0; i < slices.IpCount; i++)
        {
            if (test(slices.Ip(i)))
            {
                return true;
            }
        }

        return false;
    }

    private bool TestOutcome(Outcome outcome) => node.Condition is ExistsCondition ? outcome != Outcome.Unknown : test(OutcomeNames[(int)outcome]);
}

using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text.RegularExpressions;
using Annals.Index.Query;
using Annals.Records.Events;

namespace Annals.Index.Tests.Naive;

/// <summary>
/// What a query means, computed in the plainest way on parsed documents. Takes the syntax tree and <see cref="AuditEvent"/> from the product and
/// nothing else: no planner, index, matcher, folding or word splitting.
/// </summary>
internal static partial class NaiveEvaluator
{
    /// <summary>A whole query: hidden variants and receipts only when asked for.</summary>
    public static bool Matches(SearchQuery query, byte[] record, RecordFacts facts) =>
        (query.AllVariants || (facts.Flags & RecordFlags.HiddenVariant) == 0)
        && (facts.SourceName != "annals" || NamesReceipts(query.Filter))
        && Matches(query.Filter, record, facts);

    public static bool Matches(QueryNode node, byte[] record, RecordFacts facts) => new Subject(record, facts).Is(node);

    /// <summary>A whole query on a record that was parsed before.</summary>
    public static bool Matches(SearchQuery query, Subject subject) =>
        (query.AllVariants || (subject.Facts.Flags & RecordFlags.HiddenVariant) == 0)
        && (subject.Facts.SourceName != "annals" || NamesReceipts(query.Filter))
        && subject.Is(query.Filter);

    private static bool NamesReceipts(QueryNode node) => node switch
    {
        AndNode and => and.Parts.Any(NamesReceipts),
        OrNode or => or.Parts.Any(NamesReceipts),
        FieldNode { Field: QueryField.Source, Condition: PatternCondition pattern } => pattern.Pattern.Pieces.Any(piece => piece != "") && NaiveText.Fits(pattern.Pattern, "annals"),
        _ => false,
    };

    /// <summary>A parsed record; keeps what it worked out, so that many queries may be asked of it.</summary>
    internal sealed class Subject(byte[] record, RecordFacts facts)
    {
        private readonly NaiveJson document = NaiveJson.Parse(record);
        private readonly AuditEvent view = AuditEvent.Read(record, facts.SourceName);
        private string[][]? words;

        public RecordFacts Facts => facts;

        public long? OccurredMicros => view.Occurred is { } time ? Micros(time) : null;

        public bool Is(QueryNode node) => node switch
        {
            AllNode => true,
            AndNode and => and.Parts.All(Is),
            OrNode or => or.Parts.Any(Is),
            NotNode not => !Is(not.Inner),
            TextNode text => (words ??= [.. Texts(document).Select(NaiveText.FoldedWords)]).Any(value => NaiveText.HasWords(text.Words, value)),
            PathNode path => At(document, [.. path.Path.Segments], false).Any(value => Meets(value, path.Condition)),
            FieldNode { Field: QueryField.Occurred } field => view.Occurred is { } time && IsWithin(field.Condition, Micros(time)),
            FieldNode { Field: QueryField.Recorded } field => IsWithin(field.Condition, facts.RecordedMicros),
            FieldNode { Field: QueryField.Outcome, Condition: ExistsCondition } => view.Outcome != Outcome.Unknown,
            FieldNode field => Values(field.Field).Any(value => Meets(new NaiveJson.Text(value), field.Condition)),
            _ => throw new InvalidOperationException(node.ToString()),
        };

        private IEnumerable<string> Values(QueryField field) => field switch
        {
            QueryField.Source => One(view.Source),
            QueryField.Action => One(view.Action),
            QueryField.Service => One(view.Service),
            QueryField.Kind => One(view.Kind),
            QueryField.Actor => One(view.Actor.Name).Concat(One(view.Actor.Id)),
            QueryField.Target => One(view.Target.Name).Concat(One(view.Target.Id)),
            QueryField.Ip => view.IpAddresses,
            QueryField.Outcome => One(view.Outcome.ToString()),
            QueryField.Application => One(view.Application),
            QueryField.Session => One(view.Session),
            QueryField.Correlation => One(view.Correlation),
            _ => throw new InvalidOperationException(field.ToString()),
        };

        private static IEnumerable<string> One(string? value) => string.IsNullOrEmpty(value) ? [] : [value];
    }

    private static long Micros(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10;

    private static bool IsWithin(Condition condition, long micros) => condition is not TimeCondition time
        || ((time.Low is null || micros >= (time.LowIncluded ? time.Low.StartMicros : time.Low.EndMicros))
            && (time.High is null || micros < (time.HighIncluded ? time.High.EndMicros : time.High.StartMicros)));

    private static IEnumerable<string> Texts(NaiveJson value) => value switch
    {
        NaiveJson.Text text => [text.Value],
        NaiveJson.Number number => [number.Value],
        NaiveJson.List list => list.Items.SelectMany(Texts),
        NaiveJson.Object members => members.Members.SelectMany(member => Texts(member.Value).Prepend(member.Name)),
        _ => [],
    };

    /// <summary>The values at a path: no arrays, they are opened.</summary>
    private static IEnumerable<NaiveJson> At(NaiveJson value, string[] path, bool isElement)
    {
        if (value is NaiveJson.List list)
        {
            return list.Items.SelectMany(item => At(item, path, true));
        }

        if (path.Length == 0)
        {
            return [value];
        }

        if (value is not NaiveJson.Object { Members: var members })
        {
            return [];
        }

        var found = Members(members, path);
        if (isElement && members.Any(member => member.Name is "Name" or "name" or "property" && member.Value is NaiveJson.Text name && Same(name.Value, path[0])))
        {
            found = found.Concat(members.Where(member => member.Name is "Value" or "NewValue" or "value" or "newValues").SelectMany(member => At(member.Value, path[1..], false)));
            found = path.Length > 1 ? found.Concat(Members(members, path[1..])) : found;
        }

        return found;
    }

    private static IEnumerable<NaiveJson> Members(List<(string Name, NaiveJson Value)> members, string[] path) =>
        members.Where(member => Same(member.Name, path[0])).SelectMany(member => At(member.Value, path[1..], false));

    private static bool Same(string left, string right) => string.Concat(left.EnumerateRunes()) == string.Concat(right.EnumerateRunes());

    private static bool Meets(NaiveJson value, Condition condition)
    {
        if (condition is ExistsCondition)
        {
            return value is NaiveJson.Text { Value.Length: > 0 } or NaiveJson.Number or NaiveJson.Literal { Value: not "null" } or NaiveJson.Object { Members.Count: > 0 };
        }

        var text = value switch
        {
            NaiveJson.Text read => read.Value,
            NaiveJson.Number number => number.Value,
            NaiveJson.Literal { Value: not "null" } literal => literal.Value,
            _ => null,
        };
        return text is not null && condition switch
        {
            PatternCondition pattern => NaiveText.Fits(pattern.Pattern, text),
            AddressCondition address => IsIn(address.Range, text),
            NumberCondition number => IsBetween(number, text),
            _ => TimeOf(text) is { } time && IsWithin(condition, Micros(time)),
        };
    }

    private static bool IsIn(AddressRange range, string text)
    {
        if (!IPAddress.TryParse(text, out var address))
        {
            return false;
        }

        var shift = 128 - range.PrefixLength;
        return new BigInteger(address.MapToIPv6().GetAddressBytes(), isUnsigned: true, isBigEndian: true) >> shift == (BigInteger)range.Network >> shift;
    }

    private static bool IsBetween(NumberCondition condition, string text) =>
        NumberPattern().IsMatch(text)
        && (condition.Low is null || Compare(text, condition.Low.Text) > (condition.LowIncluded ? -1 : 0))
        && (condition.High is null || Compare(text, condition.High.Text) < (condition.HighIncluded ? 1 : 0));

    private static int Compare(string left, string right)
    {
        var (leftDigits, leftExponent) = Digits(left);
        var (rightDigits, rightExponent) = Digits(right);
        var exponent = Math.Min(leftExponent, rightExponent);
        return (leftDigits * BigInteger.Pow(10, leftExponent - exponent)).CompareTo(rightDigits * BigInteger.Pow(10, rightExponent - exponent));
    }

    private static (BigInteger Digits, int Exponent) Digits(string number)
    {
        var parts = NumberPattern().Match(number);
        var fraction = parts.Groups["fraction"].Value;
        var exponent = parts.Groups["exponent"] is { Success: true } group ? int.Parse(group.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        return (BigInteger.Parse(parts.Groups["whole"].Value + fraction, CultureInfo.InvariantCulture), exponent - fraction.Length);
    }

    private static DateTimeOffset? TimeOf(string text)
    {
        var parts = TimePattern().Match(text);
        if (!parts.Success)
        {
            return null;
        }

        var clock = parts.Groups["clock"].Value.Length == 2 ? parts.Groups["clock"].Value + ":00" : parts.Groups["clock"].Value;
        var fraction = parts.Groups["fraction"].Value;
        var plain = parts.Groups["date"].Value + "T" + (clock.Length == 0 ? "00:00" : clock) + (clock.Length < 6 ? ":00" : "")
            + "." + (fraction.Length > 6 ? fraction[..6] : fraction).PadRight(6, '0') + parts.Groups["zone"].Value.ToUpperInvariant();
        return DateTimeOffset.TryParseExact(plain, "yyyy-MM-dd'T'HH:mm:ss.ffffffK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }

    [GeneratedRegex(@"\A(?<whole>-?(0|[1-9][0-9]*))(\.(?<fraction>[0-9]+))?([eE](?<exponent>[+-]?[0-9]+))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"\A(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})([Tt ](?<clock>[0-9]{2}(:[0-9]{2}(:[0-9]{2})?)?)((?<=:..:..)\.(?<fraction>[0-9]+))?(?<zone>(?<=:..|\.[0-9]+)([Zz]|[+-][0-9]{2}:[0-9]{2}))?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex TimePattern();
}

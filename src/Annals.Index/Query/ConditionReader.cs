using System.Globalization;
using System.Text;
using Annals.Records.Events;
using Annals.Records.Tables;

namespace Annals.Index.Query;

/// <summary>Reads what stands behind the sign of a field or path.</summary>
internal sealed class ConditionReader(QueryReader reader, QueryClock clock)
{
    private const string RangeSign = "..";

    public QueryNode ReadValue(QuerySubject subject)
    {
        var token = ReadToken(subject);
        return subject.With(token.IsStar ? ExistsCondition.Instance : subject.Field switch
        {
            QueryField.Occurred or QueryField.Recorded => TimeOf(token),
            QueryField.Ip => AddressOf(token),
            QueryField.Outcome => new PatternCondition(OutcomeOf(token)),
            QueryField.Kind => new PatternCondition(KindOf(token)),
            null => PathRange(token) ?? new PatternCondition(token.ToPattern()),
            _ => new PatternCondition(token.ToPattern()),
        });
    }

    public QueryNode ReadComparison(QuerySubject subject, string sign)
    {
        CheckComparable(subject, sign);
        var token = ReadToken(subject);
        var isLow = sign[0] == '>';
        var isIncluded = sign.Length == 2;
        if (subject.Field is null && NumberOf(token.Text) is { } number && !token.HasStar)
        {
            return subject.With(isLow ? new NumberCondition(number, isIncluded, null, false) : new NumberCondition(null, false, number, isIncluded));
        }

        if (subject.Field is null && !TimeReader.LooksLikeTime(token.Text))
        {
            throw reader.Error(token, ["a number", TimeReader.Expected]);
        }

        var time = ReadTime(token, token.Text);
        return subject.With(isLow ? new TimeCondition(time, isIncluded, null, false) : new TimeCondition(null, false, time, isIncluded));
    }

    /// <summary><c>[low TO high]</c>, both included.</summary>
    public QueryNode ReadRange(QuerySubject subject, QueryToken low, QueryToken high)
    {
        CheckComparable(subject, "TO");
        if (subject.Field is null && NumberOf(low.Text) is { } from && NumberOf(high.Text) is { } until)
        {
            return subject.With(new NumberCondition(from, true, until, true));
        }

        return subject.With(new TimeCondition(ReadTime(low, low.Text), true, ReadTime(high, high.Text), true));
    }

    private QueryToken ReadToken(QuerySubject subject)
    {
        var token = reader.ReadToken();
        if (token.Length == 0)
        {
            throw reader.ErrorHere($"a value of {subject.Name}");
        }

        TextTerms.CheckBehind(reader, token);
        return token;
    }

    private void CheckComparable(QuerySubject subject, string sign)
    {
        if (subject.Field is { } field && !FieldTable.IsTime(field))
        {
            throw reader.Error(reader.Position - sign.Length, sign.Length, sign == "TO" ? "a range" : $"'{sign}'", ["':'"], $"Only occurred, recorded and paths such as raw.Size can be compared, not {FieldTable.NameOf(field)}.");
        }
    }

    private TimeCondition TimeOf(QueryToken token)
    {
        if (token.HasStar)
        {
            throw reader.Error(token, [TimeReader.Expected, "two of them with .. between"]);
        }

        var range = token.Text.IndexOf(RangeSign, StringComparison.Ordinal);
        if (range < 0)
        {
            var time = ReadTime(token, token.Text);
            return new TimeCondition(time, true, time, true);
        }

        var (low, high) = (token.Text[..range], token.Text[(range + RangeSign.Length)..]);
        if (low.Length == 0 && high.Length == 0)
        {
            throw reader.Error(token, [TimeReader.Expected + " before or behind .."]);
        }

        return new TimeCondition(low.Length == 0 ? null : ReadTime(token, low), low.Length > 0, high.Length == 0 ? null : ReadTime(token, high), high.Length > 0);
    }

    private TimeExpression ReadTime(QueryToken token, string text) =>
        !token.HasStar && TimeReader.TryRead(text, clock, out var time) ? time : throw reader.Error(token, [TimeReader.Expected]);

    private Condition AddressOf(QueryToken token)
    {
        if (token.HasStar)
        {
            return new PatternCondition(token.ToPattern());
        }

        return AddressRange.TryParse(token.Text, out var range)
            ? new AddressCondition(range)
            : throw reader.Error(token, ["an address such as 192.0.2.1 or 2001:db8::1", "a network such as 10.0.0.0/8", "a pattern such as 10.*"]);
    }

    private TextPattern OutcomeOf(QueryToken token)
    {
        if (token.HasStar)
        {
            return token.ToPattern();
        }

        var names = Enum.GetNames<Outcome>().Select(name => name.ToLowerInvariant()).ToArray();
        return names.Contains(token.Text.ToLowerInvariant(), StringComparer.Ordinal)
            ? TextPattern.Literal(token.Text.ToLowerInvariant())
            : throw reader.Error(token, names, "The source's own word is found by its path, such as raw.ResultStatus.");
    }

    /// <summary>A number names a Microsoft 365 record type.</summary>
    private static TextPattern KindOf(QueryToken token)
    {
        if (!token.HasStar && long.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && RecordTypes.Utf8NameOf(number) is { IsEmpty: false } name)
        {
            return TextPattern.Literal(Encoding.UTF8.GetString(name));
        }

        return token.ToPattern();
    }

    /// <summary><c>a..b</c> with two numbers or two times; other texts with two dots are just texts.</summary>
    private Condition? PathRange(QueryToken token)
    {
        var range = token.IsPlain ? token.Text.IndexOf(RangeSign, StringComparison.Ordinal) : -1;
        if (range < 0)
        {
            return null;
        }

        var (low, high) = (token.Text[..range], token.Text[(range + RangeSign.Length)..]);
        if (NumberOf(low) is { } from && NumberOf(high) is { } until)
        {
            return new NumberCondition(from, true, until, true);
        }

        return TimeReader.LooksLikeTime(low) && TimeReader.LooksLikeTime(high) && TimeReader.TryRead(low, clock, out var start) && TimeReader.TryRead(high, clock, out var end)
            ? new TimeCondition(start, true, end, true)
            : null;
    }

    private static DecimalText? NumberOf(string text) => DecimalText.IsNumber(Encoding.UTF8.GetBytes(text)) ? new DecimalText(text) : null;
}

namespace Annals.Index.Query;

/// <summary>The grammar by recursive descent; its depth is bounded by <see cref="QueryLimits.NestingMax"/>.</summary>
internal sealed class QueryGrammar(QueryReader reader, QueryClock clock)
{
    private const string VariantsDirective = "variants";
    private static readonly string[] TermExpected = ["a word", "a \"phrase\"", "field:value", "NOT", "'('"];

    private readonly ConditionReader conditions = new(reader, clock);
    private int depth;
    private int terms;
    private bool allVariants;

    public SearchQuery ReadQuery()
    {
        reader.SkipSpace();
        var filter = reader.AtEnd ? AllNode.Instance : ReadOr(subject: null, mayDirect: true);
        if (!reader.AtEnd)
        {
            throw reader.Next is ')' or ']'
                ? reader.Error(reader.Position, 1, $"'{reader.Next}' that closes nothing", ["the end of the query", "a further term"])
                : reader.ErrorHere("the end of the query", "a further term");
        }

        return new SearchQuery(filter, allVariants);
    }

    /// <param name="subject">The field or path whose values stand here, in <c>field:( … )</c>; null outside.</param>
    /// <param name="mayDirect">Whether this is the top of the query, where directives may stand.</param>
    private QueryNode ReadOr(QuerySubject? subject, bool mayDirect)
    {
        var directed = allVariants;
        var parts = new List<QueryNode> { ReadAnd(subject, mayDirect) };
        while (reader.TakeKeyword("OR"))
        {
            if (mayDirect && allVariants != directed)
            {
                throw reader.Error(reader.Position - 2, 2, "OR beside variants:all", [], "The directive holds for the whole query: put the alternatives in parentheses.");
            }

            reader.SkipSpace();
            mayDirect = false;
            parts.Add(ReadAnd(subject, mayDirect));
        }

        return NodeBuilder.Or(parts);
    }

    private QueryNode ReadAnd(QuerySubject? subject, bool mayDirect)
    {
        var parts = new List<QueryNode>();
        AddUnary(parts, subject, mayDirect);
        while (!EndsAnd())
        {
            if (reader.TakeKeyword("AND"))
            {
                reader.SkipSpace();
            }

            AddUnary(parts, subject, mayDirect);
        }

        return NodeBuilder.And(parts);
    }

    private bool EndsAnd() => reader.AtEnd || reader.Next is ')' or ']' || (reader.CommaSeparates && reader.Next == ',') || reader.IsKeyword("OR") || (reader.CommaSeparates && reader.IsKeyword("TO"));

    private void AddUnary(List<QueryNode> parts, QuerySubject? subject, bool mayDirect)
    {
        if (mayDirect && TakeDirective())
        {
            parts.Add(AllNode.Instance);
        }
        else
        {
            parts.Add(ReadUnary(subject));
        }

        reader.SkipSpace();
    }

    private QueryNode ReadUnary(QuerySubject? subject)
    {
        var isNot = false;
        while (TakeNot())
        {
            isNot = !isNot;
        }

        var inner = ReadPrimary(subject);
        return isNot ? NodeBuilder.Not(inner) : inner;
    }

    private bool TakeNot()
    {
        if (reader.TakeKeyword("NOT"))
        {
            reader.SkipSpace();
            return true;
        }

        if (reader.Next is not ('-' or '!'))
        {
            return false;
        }

        if (reader.Position + 1 >= reader.Text.Length || char.IsWhiteSpace(reader.Ahead(1)))
        {
            reader.Position++;
            throw reader.ErrorHere($"a term directly behind '{reader.Text[reader.Position - 1]}'");
        }

        reader.Position++;
        return true;
    }

    private QueryNode ReadPrimary(QuerySubject? subject)
    {
        if (reader.Next is '(' or '[' && !reader.AtEnd)
        {
            return ReadGroup(subject);
        }

        foreach (var keyword in (ReadOnlySpan<string>)["AND", "OR"])
        {
            if (reader.IsKeyword(keyword))
            {
                throw reader.Error(reader.Position, keyword.Length, keyword, Expected(subject), "To search for the word itself, put it in quotes.");
            }
        }

        CountTerm();
        return subject is not null ? ReadValue(subject) : ReadTerm();
    }

    private static string[] Expected(QuerySubject? subject) => subject is null ? TermExpected : [$"a value of {subject.Name}"];

    private void CountTerm()
    {
        if (++terms > QueryLimits.TermsMax)
        {
            throw reader.Error(reader.Position, 1, $"one term too many: a query may have {QueryLimits.TermsMax}", []);
        }
    }

    private QueryNode ReadGroup(QuerySubject? subject)
    {
        var open = reader.Position;
        if (++depth > QueryLimits.NestingMax)
        {
            throw reader.Error(open, 1, $"'{reader.Next}' nested too deep: the limit is {QueryLimits.NestingMax}", []);
        }

        var isList = reader.Next == '[';
        var commaBefore = reader.CommaSeparates;
        reader.CommaSeparates = isList;
        reader.Position++;
        reader.SkipSpace();
        var node = isList ? ReadList(subject) : ReadOr(subject, mayDirect: false);
        var close = isList ? ']' : ')';
        if (!reader.Take(close))
        {
            throw reader.AtEnd
                ? reader.Error(open, 1, $"'{reader.Text[open]}' that is never closed", [$"'{close}' behind it"])
                : reader.ErrorHere(isList ? ["','", "']'"] : ["')'", "a further term"]);
        }

        reader.CommaSeparates = commaBefore;
        CheckBehindGroup();
        depth--;
        return node;
    }

    private void CheckBehindGroup()
    {
        if (!reader.AtEnd && !char.IsWhiteSpace(reader.Next) && reader.Next is not (')' or ']') && !(reader.CommaSeparates && reader.Next == ','))
        {
            throw reader.ErrorHere("a space behind the group");
        }
    }

    /// <summary>The inside of <c>[a, b]</c>, which is <c>(a OR b)</c>, or of <c>[a TO b]</c>, which is <c>a..b</c>.</summary>
    private QueryNode ReadList(QuerySubject? subject)
    {
        var start = reader.Position;
        var first = ReadOr(subject, mayDirect: false);
        if (subject is not null && reader.IsKeyword("TO"))
        {
            reader.Position = start;
            var low = reader.ReadToken();
            reader.SkipSpace();
            if (!reader.TakeKeyword("TO"))
            {
                throw reader.Error(reader.Position, 2, "more than one value before TO", ["[a TO b]"]);
            }

            reader.SkipSpace();
            var high = reader.ReadToken();
            reader.SkipSpace();
            return conditions.ReadRange(subject, low, high);
        }

        var parts = new List<QueryNode> { first };
        while (reader.Take(','))
        {
            reader.SkipSpace();
            parts.Add(ReadOr(subject, mayDirect: false));
        }

        return NodeBuilder.Or(parts);
    }

    private QueryNode ReadTerm()
    {
        var start = reader.Position;
        if (!TextTerms.IsText(reader.Lookahead()) && PathReader.TryRead(reader) is { } path && ReadSign() is { } sign)
        {
            var subject = QuerySubject.Of(path, reader.Text[start..(reader.Position - sign.Length)]);
            if (subject.Name == VariantsDirective && subject.Field is null && path.Segments.Count == 1 && !path.IsRaw)
            {
                throw reader.Error(start, reader.Position - start, "a directive inside another term", [], "variants:all stands for itself, beside the other terms. A member of that name is raw.variants.");
            }

            return ReadBehindSign(subject, sign);
        }

        reader.Position = start;
        return TextTerms.Read(reader, TermExpected);
    }

    private string? ReadSign()
    {
        foreach (var sign in (ReadOnlySpan<string>)["!=", ">=", "<=", ":", "=", ">", "<"])
        {
            if (string.CompareOrdinal(reader.Text, reader.Position, sign, 0, sign.Length) == 0)
            {
                reader.Position += sign.Length;
                return sign;
            }
        }

        return null;
    }

    private QueryNode ReadBehindSign(QuerySubject subject, string sign)
    {
        if (reader.AtEnd || char.IsWhiteSpace(reader.Next))
        {
            throw reader.ErrorHere($"a value of {subject.Name} directly behind '{sign}'");
        }

        if (sign[0] is '>' or '<')
        {
            return conditions.ReadComparison(subject, sign);
        }

        var node = reader.Next is '(' or '[' ? ReadGroup(subject) : ReadValue(subject);
        return sign == "!=" ? NodeBuilder.Not(node) : node;
    }

    private QueryNode ReadValue(QuerySubject subject) =>
        reader.Next is '>' or '<' or '=' && ReadSign() is { } sign && sign != "=" ? conditions.ReadComparison(subject, sign) : conditions.ReadValue(subject);

    /// <summary><c>variants:all</c>, beside the other terms of the query.</summary>
    private bool TakeDirective()
    {
        var word = reader.Lookahead();
        if (!word.StartsWith(VariantsDirective + ":", StringComparison.Ordinal) && !word.StartsWith(VariantsDirective + "=", StringComparison.Ordinal))
        {
            return false;
        }

        if (word.Length != VariantsDirective.Length + 4 || !word.EndsWith("all", StringComparison.Ordinal))
        {
            reader.Position += VariantsDirective.Length + 1;
            throw reader.Error(reader.ReadToken(), ["all"], "A member of that name is raw.variants.");
        }

        reader.Position += word.Length;
        allVariants = true;
        return true;
    }
}

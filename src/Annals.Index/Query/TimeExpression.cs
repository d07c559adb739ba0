namespace Annals.Index.Query;

/// <summary>A moment or span as a query writes it, with what it meant when the query was parsed.</summary>
/// <param name="Text">Canonical text, such as <c>2026-01-01</c> or <c>now-7d/d</c>.</param>
/// <param name="StartMicros">First microsecond of the span, since 1970 UTC.</param>
/// <param name="EndMicros">First microsecond after it: a day for <c>2026-01-01</c>, one microsecond later for <c>now</c>.</param>
internal sealed record TimeExpression(string Text, long StartMicros, long EndMicros);

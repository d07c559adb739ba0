using System.Text.Json;
using System.Text.Json.Serialization;
using Annals.Archive;
using Annals.Collectors.Connections;
using Annals.Collectors.Streams;
using Annals.Server.Api;

namespace Annals.Server.Collectors;

/// <summary>Connections of a tenant, by name.</summary>
internal sealed record CollectorList(IReadOnlyList<CollectorView> Collectors);

/// <summary>A connection and how it stands.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">microsoft365 or genesys-cloud.</param>
/// <param name="Enabled">Whether it is collected.</param>
/// <param name="FromSettings">Whether it stands in the server's settings, where alone it can be changed.</param>
/// <param name="Connection">Its settings, without secrets.</param>
/// <param name="Failure">Why it does not run though it is enabled; null when it does.</param>
/// <param name="Trouble">Trouble of the whole connection; null when there is none.</param>
/// <param name="ClockOffsetSeconds">How far the vendor's clock is ahead of this machine's.</param>
/// <param name="RequestsInLastMinute">Requests of the last minute.</param>
/// <param name="RequestsPerMinute">Requests that are allowed in a minute.</param>
/// <param name="Streams">Its streams, by name.</param>
/// <param name="Gaps">Its open gaps.</param>
internal sealed record CollectorView(
    string Name,
    string Source,
    bool Enabled,
    bool FromSettings,
    ConnectionView Connection,
    string? Failure,
    TroubleView? Trouble,
    double? ClockOffsetSeconds,
    int? RequestsInLastMinute,
    int? RequestsPerMinute,
    IReadOnlyList<StreamView> Streams,
    IReadOnlyList<GapView> Gaps);

/// <summary>Settings of a connection, without secrets.</summary>
internal sealed record ConnectionView(
    Guid? TenantId, string? ClientId, string? Cloud, string? Region, bool HasSecret, IReadOnlyList<string> ContentTypes, IReadOnlyList<string> Services, double IntervalSeconds);

/// <summary>How a stream stands.</summary>
/// <param name="Stream">Content type or service.</param>
/// <param name="CompleteUpTo">Everything published before this moment, and can be had, is stored; null before the first reading.</param>
/// <param name="LagSeconds">How far that is behind the vendor's present.</param>
/// <param name="NewestContent">Publication of the newest content; null when there was none.</param>
/// <param name="Waiting">Blobs that are listed and not stored.</param>
/// <param name="Failing">Those of them that failed.</param>
/// <param name="Contents">Blobs or windows that are stored.</param>
/// <param name="Records">Records met in them.</param>
/// <param name="Stored">Records that were new.</param>
/// <param name="SilentSeconds">How long nothing came, if that is longer than usual.</param>
/// <param name="Trouble">Trouble that goes on; null when there is none.</param>
internal sealed record StreamView(
    string Stream,
    DateTimeOffset? CompleteUpTo,
    double? LagSeconds,
    DateTimeOffset? NewestContent,
    long Waiting,
    long Failing,
    long Contents,
    long Records,
    long Stored,
    double? SilentSeconds,
    TroubleView? Trouble)
{
    public static StreamView Of(StreamStatus status) => new(
        status.Stream,
        status.CompleteUpTo,
        status.Lag?.TotalSeconds,
        status.NewestContent,
        status.Open,
        status.Failing,
        status.Contents,
        status.Records,
        status.Stored,
        status.Silence?.TotalSeconds,
        TroubleView.Of(status.Trouble));
}

/// <summary>Trouble that goes on.</summary>
/// <param name="Code">A stable word, such as wrong-secret.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Since">When it began.</param>
/// <param name="Failures">How often it failed in a row.</param>
internal sealed record TroubleView(string Code, string Message, string Remedy, DateTimeOffset Since, int Failures)
{
    public static TroubleView? Of(Trouble? trouble) => trouble is null ? null : new(trouble.Finding.Code, trouble.Finding.Message, trouble.Finding.Remedy, trouble.Since, trouble.Failures);
}

/// <summary>Gaps of a connection, in the order in which they were noted.</summary>
internal sealed record GapList(IReadOnlyList<GapView> Gaps);

/// <summary>What is missing.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Stream">Content type or service.</param>
/// <param name="Kind">content, out-of-reach or disabled.</param>
/// <param name="From">What was published from this moment on may be missing.</param>
/// <param name="To">First moment behind it.</param>
/// <param name="Content">The blob that is missing, if it is one.</param>
/// <param name="Reason">A sentence.</param>
/// <param name="Opened">When it was noted.</param>
/// <param name="Closed">When it was filled; null while it is open.</param>
/// <param name="How">How it was filled.</param>
internal sealed record GapView(Guid Id, string Stream, string Kind, DateTimeOffset From, DateTimeOffset To, string? Content, string Reason, DateTimeOffset Opened, DateTimeOffset? Closed, string? How)
{
    public static GapView Of(CollectionGap gap) => new(gap.Id, gap.Stream.Name, gap.Kind, gap.From, gap.To, gap.Content, gap.Reason, gap.Opened, gap.Closed, gap.How);
}

/// <summary>How a gap was filled.</summary>
/// <param name="How">A sentence, such as the name of the export that was imported.</param>
internal sealed record GapClosing(string How);

/// <summary>What an examination found, in its order.</summary>
internal sealed record DoctorReport(IReadOnlyList<DoctorView> Lines);

/// <summary>One finding.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="Verdict">good, warning or bad.</param>
/// <param name="Message">A plain sentence.</param>
/// <param name="Code">A stable word for what is wrong; null when nothing is.</param>
/// <param name="Remedy">What to do; null when there is nothing to do.</param>
internal sealed record DoctorView(string Check, string Verdict, string Message, string? Code, string? Remedy);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, AllowDuplicateProperties = false, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(CollectorList))]
[JsonSerializable(typeof(GapList))]
[JsonSerializable(typeof(GapClosing))]
[JsonSerializable(typeof(DoctorReport))]
internal sealed partial class CollectorJson : JsonSerializerContext;

using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>Something happened in Viva Engage, once called Yammer (record type 22).</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Viva Engage schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<YammerRecord>))]
public sealed class YammerRecord : AuditRecord
{
    internal static new readonly ObjectSchema OwnSchema = new("Viva Engage", "Office 365 Management Activity API schema, Viva Engage schema", AuditRecord.OwnSchema,
    [
        MemberSchema.Text("ActorUserId"),
        MemberSchema.Int64("ActorYammerUserId"),
        MemberSchema.Text("DataExportType"),
        MemberSchema.Int64("FileId"),
        MemberSchema.Text("FileName"),
        MemberSchema.Text("GroupName"),
        MemberSchema.Flag("IsSoftDelete"),
        MemberSchema.Text("MeetingId"),
        MemberSchema.Int64("MessageId"),
        MemberSchema.List("ModifiedProperties", ModifiedProperty.OwnSchema),
        MemberSchema.Int64("YammerNetworkId"),
        MemberSchema.Text("TargetObjectId"),
        MemberSchema.Text("TargetUserId"),
        MemberSchema.Int64("TargetYammerUserId"),
        MemberSchema.Int64("ThreadId"),
        MemberSchema.Int64("VersionId"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Mail address of who acted.</summary>
    public string? ActorUserId { get => GetText("ActorUserId"); set => SetText("ActorUserId", value); }

    /// <summary>Number of who acted.</summary>
    public long? ActorYammerUserId { get => GetInt64("ActorYammerUserId"); set => SetInt64("ActorYammerUserId", value); }

    /// <summary>What a data export contains.</summary>
    public string? DataExportType { get => GetText("DataExportType"); set => SetText("DataExportType", value); }

    /// <summary>Number of a file.</summary>
    public long? FileId { get => GetInt64("FileId"); set => SetInt64("FileId", value); }

    /// <summary>Name of the file; the group's name where there is no file.</summary>
    public string? FileName { get => GetText("FileName"); set => SetText("FileName", value); }

    /// <summary>Name of the group concerned.</summary>
    public string? GroupName { get => GetText("GroupName"); set => SetText("GroupName", value); }

    /// <summary>Whether the network deletes for good only later.</summary>
    public bool? IsSoftDelete { get => GetFlag("IsSoftDelete"); set => SetFlag("IsSoftDelete", value); }

    /// <summary>Identifier of a meeting.</summary>
    public string? MeetingId { get => GetText("MeetingId"); set => SetText("MeetingId", value); }

    /// <summary>Number of a message.</summary>
    public long? MessageId { get => GetInt64("MessageId"); set => SetInt64("MessageId", value); }

    /// <summary>Properties that were changed.</summary>
    public IReadOnlyList<ModifiedProperty>? ModifiedProperties { get => GetList<ModifiedProperty>("ModifiedProperties"); set => SetList("ModifiedProperties", value); }

    /// <summary>Number of the network.</summary>
    public long? YammerNetworkId { get => GetInt64("YammerNetworkId"); set => SetInt64("YammerNetworkId", value); }

    /// <summary>Object concerned.</summary>
    public string? TargetObjectId { get => GetText("TargetObjectId"); set => SetText("TargetObjectId", value); }

    /// <summary>Mail address of the user concerned.</summary>
    public string? TargetUserId { get => GetText("TargetUserId"); set => SetText("TargetUserId", value); }

    /// <summary>Number of the user concerned.</summary>
    public long? TargetYammerUserId { get => GetInt64("TargetYammerUserId"); set => SetInt64("TargetYammerUserId", value); }

    /// <summary>Number of a thread.</summary>
    public long? ThreadId { get => GetInt64("ThreadId"); set => SetInt64("ThreadId", value); }

    /// <summary>Number of a file's version.</summary>
    public long? VersionId { get => GetInt64("VersionId"); set => SetInt64("VersionId", value); }
}

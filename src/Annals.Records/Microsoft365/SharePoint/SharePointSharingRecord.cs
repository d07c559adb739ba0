using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>Something was shared, or sharing was changed (record type 14).</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, SharePoint Sharing schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<SharePointSharingRecord>))]
public sealed class SharePointSharingRecord : SharePointBaseRecord
{
    internal static new readonly ObjectSchema OwnSchema = new("SharePoint Sharing", "Office 365 Management Activity API schema, SharePoint Sharing schema", SharePointBaseRecord.OwnSchema,
    [
        MemberSchema.Text("TargetUserOrGroupName"),
        MemberSchema.Text("TargetUserOrGroupType"),
        MemberSchema.Text("EventData"),
        MemberSchema.Text("SiteUrl"),
        MemberSchema.Text("SourceRelativeUrl"),
        MemberSchema.Text("SourceFileName"),
        MemberSchema.Text("SourceFileExtension"),
        MemberSchema.Text("UniqueSharingId"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>User or group that it was shared with.</summary>
    public string? TargetUserOrGroupName { get => GetText("TargetUserOrGroupName"); set => SetText("TargetUserOrGroupName", value); }

    /// <summary>Kind of the target: Member, Guest, Group, Partner; SecurityGroup and SharePointGroup are met too.</summary>
    public string? TargetUserOrGroupType { get => GetText("TargetUserOrGroupType"); set => SetText("TargetUserOrGroupType", value); }

    /// <summary>Details in a notation like XML, which need not be well-formed.</summary>
    public string? EventData { get => GetText("EventData"); set => SetText("EventData", value); }

    /// <summary>Address of the site.</summary>
    public string? SiteUrl { get => GetText("SiteUrl"); set => SetText("SiteUrl", value); }

    /// <summary>Folder of the file, relative to the site.</summary>
    public string? SourceRelativeUrl { get => GetText("SourceRelativeUrl"); set => SetText("SourceRelativeUrl", value); }

    /// <summary>Name of the file or folder.</summary>
    public string? SourceFileName { get => GetText("SourceFileName"); set => SetText("SourceFileName", value); }

    /// <summary>Extension of the file.</summary>
    public string? SourceFileExtension { get => GetText("SourceFileExtension"); set => SetText("SourceFileExtension", value); }

    /// <summary>Identifier of the sharing link.</summary>
    public string? UniqueSharingId { get => GetText("UniqueSharingId"); set => SetText("UniqueSharingId", value); }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>Something was done with a file, a folder or a page (record type 6).</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, SharePoint File Operations.</remarks>
[JsonConverter(typeof(RecordObjectConverter<SharePointFileRecord>))]
public sealed class SharePointFileRecord : SharePointBaseRecord
{
    internal static new readonly ObjectSchema OwnSchema = new("SharePoint file operations", "Office 365 Management Activity API schema, SharePoint File Operations", SharePointBaseRecord.OwnSchema,
    [
        MemberSchema.Text("SiteUrl").Mandatory(),
        MemberSchema.Text("SourceRelativeUrl"),
        MemberSchema.Text("SourceFileName").Mandatory(),
        MemberSchema.Text("SourceFileExtension"),
        MemberSchema.Text("DestinationRelativeUrl"),
        MemberSchema.Text("DestinationFileName"),
        MemberSchema.Text("DestinationFileExtension"),
        MemberSchema.Text("UserSharedWith"),
        MemberSchema.Text("SharingType"),
        MemberSchema.Text("SourceLabel"),
        MemberSchema.Text("DestinationLabel"),
        MemberSchema.Text("SensitivityLabelOwnerEmail"),
        MemberSchema.Text("SensitivityLabelId"),
        MemberSchema.Text("ImplicitShare").Observed(),
        MemberSchema.Int64("FileSizeBytes").Observed(),
        MemberSchema.Text("FileSyncBytesCommitted").Observed(),
        MemberSchema.Text("ListBaseType").Observed().AlsoAs(JsonValueKind.Number),
        MemberSchema.Text("ListServerTemplate").Observed().AlsoAs(JsonValueKind.Number),
        MemberSchema.Text("ZipFileName").Observed(),
        MemberSchema.Text("VirusInfo").Observed(),
        MemberSchema.Text("VirusVendor").Observed(),
        MemberSchema.Text("MD5Hash").Observed(),
        MemberSchema.Text("SHA256Hash").Observed(),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Address of the site; with SourceRelativeUrl and SourceFileName it makes up ObjectId. Mandatory.</summary>
    public string? SiteUrl { get => GetText("SiteUrl"); set => SetText("SiteUrl", value); }

    /// <summary>Folder of the file, relative to the site.</summary>
    public string? SourceRelativeUrl { get => GetText("SourceRelativeUrl"); set => SetText("SourceRelativeUrl", value); }

    /// <summary>Name of the file or folder. Mandatory.</summary>
    public string? SourceFileName { get => GetText("SourceFileName"); set => SetText("SourceFileName", value); }

    /// <summary>Extension of the file; empty for folders.</summary>
    public string? SourceFileExtension { get => GetText("SourceFileExtension"); set => SetText("SourceFileExtension", value); }

    /// <summary>Target folder of a copy or move.</summary>
    public string? DestinationRelativeUrl { get => GetText("DestinationRelativeUrl"); set => SetText("DestinationRelativeUrl", value); }

    /// <summary>Target name of a copy or move.</summary>
    public string? DestinationFileName { get => GetText("DestinationFileName"); set => SetText("DestinationFileName", value); }

    /// <summary>Target extension of a copy or move.</summary>
    public string? DestinationFileExtension { get => GetText("DestinationFileExtension"); set => SetText("DestinationFileExtension", value); }

    /// <summary>Whom the resource was shared with.</summary>
    public string? UserSharedWith { get => GetText("UserSharedWith"); set => SetText("UserSharedWith", value); }

    /// <summary>Permission that was given with sharing.</summary>
    public string? SharingType { get => GetText("SharingType"); set => SetText("SharingType", value); }

    /// <summary>Sensitivity label before.</summary>
    public string? SourceLabel { get => GetText("SourceLabel"); set => SetText("SourceLabel", value); }

    /// <summary>Sensitivity label after.</summary>
    public string? DestinationLabel { get => GetText("DestinationLabel"); set => SetText("DestinationLabel", value); }

    /// <summary>Mail address of the label's owner.</summary>
    public string? SensitivityLabelOwnerEmail { get => GetText("SensitivityLabelOwnerEmail"); set => SetText("SensitivityLabelOwnerEmail", value); }

    /// <summary>Identifier of the label of the file.</summary>
    public string? SensitivityLabelId { get => GetText("SensitivityLabelId"); set => SetText("SensitivityLabelId", value); }

    /// <summary>Whether sharing came about as a side effect. Not documented, met in real records.</summary>
    public string? ImplicitShare { get => GetText("ImplicitShare"); set => SetText("ImplicitShare", value); }

    /// <summary>Size of the file in bytes. Not documented, met in real records.</summary>
    public long? FileSizeBytes { get => GetInt64("FileSizeBytes"); set => SetInt64("FileSizeBytes", value); }

    /// <summary>Bytes that a sync client sent, as text. Not documented, met in real records.</summary>
    public string? FileSyncBytesCommitted { get => GetText("FileSyncBytesCommitted"); set => SetText("FileSyncBytesCommitted", value); }

    /// <summary>Base type of the list; a number here. Not documented, met in real records.</summary>
    public string? ListBaseType { get => GetText("ListBaseType"); set => SetText("ListBaseType", value); }

    /// <summary>Template of the list; a number. Not documented, met in real records.</summary>
    public string? ListServerTemplate { get => GetText("ListServerTemplate"); set => SetText("ListServerTemplate", value); }

    /// <summary>Name of the archive a download was packed into. Not documented, met in real records.</summary>
    public string? ZipFileName { get => GetText("ZipFileName"); set => SetText("ZipFileName", value); }

    /// <summary>Name of the malware found. Not documented, met in real records.</summary>
    public string? VirusInfo { get => GetText("VirusInfo"); set => SetText("VirusInfo", value); }

    /// <summary>Engine that found the malware. Not documented, met in real records.</summary>
    public string? VirusVendor { get => GetText("VirusVendor"); set => SetText("VirusVendor", value); }

    /// <summary>MD5 of the file, in hexadecimal. Not documented, met in real records.</summary>
    public string? MD5Hash { get => GetText("MD5Hash"); set => SetText("MD5Hash", value); }

    /// <summary>SHA-256 of the file, in hexadecimal. Not documented, met in real records.</summary>
    public string? SHA256Hash { get => GetText("SHA256Hash"); set => SetText("SHA256Hash", value); }
}

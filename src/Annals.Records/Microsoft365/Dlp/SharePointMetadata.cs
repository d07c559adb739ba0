using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>The document that a rule matched.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, DLP schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<SharePointMetadata>))]
public sealed class SharePointMetadata : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("SharePointMetadata", "Office 365 Management Activity API schema, DLP schema", null,
    [
        MemberSchema.Text("From").Mandatory(),
        MemberSchema.Time("ItemCreationTime").Mandatory().DocumentedAs("itemCreationTime"),
        MemberSchema.Guid("SiteCollectionGuid").Mandatory(),
        MemberSchema.Text("SiteCollectionUrl").Mandatory(),
        MemberSchema.Text("FileName").Mandatory(),
        MemberSchema.Text("FileOwner").Mandatory(),
        MemberSchema.Text("FilePathUrl").Mandatory(),
        MemberSchema.Text("DocumentLastModifier").Mandatory(),
        MemberSchema.Text("DocumentSharer").Mandatory(),
        MemberSchema.Text("UniqueID").Mandatory().DocumentedAs("UniqueId"),
        MemberSchema.Time("ItemLastModifiedTime").Mandatory().DocumentedAs("LastModifiedTime"),
        MemberSchema.Flag("IsViewableByExternalUsers").Mandatory(),
        MemberSchema.Int64("FileSize").Observed(),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Who last acted on the document. Mandatory.</summary>
    public string? From { get => GetText("From"); set => SetText("From", value); }

    /// <summary>When the document was made, UTC. Mandatory.</summary>
    public DateTimeOffset? ItemCreationTime { get => GetTime("ItemCreationTime", "itemCreationTime"); set => SetTime("ItemCreationTime", value, WireTime.Microsoft365, "itemCreationTime"); }

    /// <summary>Identifier of the site collection. Mandatory.</summary>
    public Guid? SiteCollectionGuid { get => GetGuid("SiteCollectionGuid"); set => SetGuid("SiteCollectionGuid", value); }

    /// <summary>Address of the site collection. Mandatory.</summary>
    public string? SiteCollectionUrl { get => GetText("SiteCollectionUrl"); set => SetText("SiteCollectionUrl", value); }

    /// <summary>Name of the document. Mandatory.</summary>
    public string? FileName { get => GetText("FileName"); set => SetText("FileName", value); }

    /// <summary>Owner of the document. Mandatory.</summary>
    public string? FileOwner { get => GetText("FileOwner"); set => SetText("FileOwner", value); }

    /// <summary>Address of the document. Mandatory.</summary>
    public string? FilePathUrl { get => GetText("FilePathUrl"); set => SetText("FilePathUrl", value); }

    /// <summary>Who last changed the document. Mandatory.</summary>
    public string? DocumentLastModifier { get => GetText("DocumentLastModifier"); set => SetText("DocumentLastModifier", value); }

    /// <summary>Who last changed its sharing. Mandatory.</summary>
    public string? DocumentSharer { get => GetText("DocumentSharer"); set => SetText("DocumentSharer", value); }

    /// <summary>Identifier of the document. Mandatory.</summary>
    public string? UniqueID { get => GetText("UniqueID", "UniqueId"); set => SetText("UniqueID", value, "UniqueId"); }

    /// <summary>When the document was last changed, UTC. Mandatory.</summary>
    public DateTimeOffset? ItemLastModifiedTime { get => GetTime("ItemLastModifiedTime", "LastModifiedTime"); set => SetTime("ItemLastModifiedTime", value, WireTime.Microsoft365, "LastModifiedTime"); }

    /// <summary>Whether people outside can open it. Mandatory.</summary>
    public bool? IsViewableByExternalUsers { get => GetFlag("IsViewableByExternalUsers"); set => SetFlag("IsViewableByExternalUsers", value); }

    /// <summary>Size of the document in bytes. Not documented, met in real records.</summary>
    public long? FileSize { get => GetInt64("FileSize"); set => SetInt64("FileSize", value); }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>Something was done with a list, its items, content types or columns (record types 36, 54, 55, 56).</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, SharePoint List Operations.</remarks>
[JsonConverter(typeof(RecordObjectConverter<SharePointListRecord>))]
public sealed class SharePointListRecord : SharePointBaseRecord
{
    internal static new readonly ObjectSchema OwnSchema = new("SharePoint list operations", "Office 365 Management Activity API schema, SharePoint List Operations", SharePointBaseRecord.OwnSchema,
    [
        MemberSchema.Text("ListTitle"),
        MemberSchema.Text("ListName"),
        MemberSchema.Text("ListUrl"),
        MemberSchema.Text("ListBaseType").AlsoAs(JsonValueKind.Number),
        MemberSchema.Text("ListBaseTemplateType"),
        MemberSchema.Flag("IsHiddenList"),
        MemberSchema.Flag("IsDocLib"),
        MemberSchema.Flag("FromApp").Observed(),
        MemberSchema.Int64("ItemCount").Observed(),
        MemberSchema.Text("ListColor").Observed(),
        MemberSchema.Text("ListIcon").Observed(),
        MemberSchema.Text("TemplateTypeId").Observed(),
        MemberSchema.Flag("CustomizedDoclib").Observed(),
        MemberSchema.Text("Source").Observed(),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Title of the list.</summary>
    public string? ListTitle { get => GetText("ListTitle"); set => SetText("ListTitle", value); }

    /// <summary>Name of the list.</summary>
    public string? ListName { get => GetText("ListName"); set => SetText("ListName", value); }

    /// <summary>Address of the list.</summary>
    public string? ListUrl { get => GetText("ListUrl"); set => SetText("ListUrl", value); }

    /// <summary>Base type of the list; a name or a number.</summary>
    public string? ListBaseType { get => GetText("ListBaseType"); set => SetText("ListBaseType", value); }

    /// <summary>Number of the list's template, as text.</summary>
    public string? ListBaseTemplateType { get => GetText("ListBaseTemplateType"); set => SetText("ListBaseTemplateType", value); }

    /// <summary>Whether users do not see the list.</summary>
    public bool? IsHiddenList { get => GetFlag("IsHiddenList"); set => SetFlag("IsHiddenList", value); }

    /// <summary>Whether it is a document library.</summary>
    public bool? IsDocLib { get => GetFlag("IsDocLib"); set => SetFlag("IsDocLib", value); }

    /// <summary>Whether an application did it. Not documented, met in real records.</summary>
    public bool? FromApp { get => GetFlag("FromApp"); set => SetFlag("FromApp", value); }

    /// <summary>Number of items in the list. Not documented, met in real records.</summary>
    public long? ItemCount { get => GetInt64("ItemCount"); set => SetInt64("ItemCount", value); }

    /// <summary>Colour of the list's icon. Not documented, met in real records.</summary>
    public string? ListColor { get => GetText("ListColor"); set => SetText("ListColor", value); }

    /// <summary>Icon of the list. Not documented, met in real records.</summary>
    public string? ListIcon { get => GetText("ListIcon"); set => SetText("ListIcon", value); }

    /// <summary>Template the list was made from. Not documented, met in real records.</summary>
    public string? TemplateTypeId { get => GetText("TemplateTypeId"); set => SetText("TemplateTypeId", value); }

    /// <summary>Whether the library was adapted. Not documented, met in real records.</summary>
    public bool? CustomizedDoclib { get => GetFlag("CustomizedDoclib"); set => SetFlag("CustomizedDoclib", value); }

    /// <summary>Where the change came from. Not documented, met in real records.</summary>
    public string? Source { get => GetText("Source"); set => SetText("Source", value); }
}

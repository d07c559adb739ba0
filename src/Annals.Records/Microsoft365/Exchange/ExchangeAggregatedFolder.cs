using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>A folder with those of its items that were accessed.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Exchange Mailbox schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<ExchangeAggregatedFolder>))]
public sealed class ExchangeAggregatedFolder : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("ExchangeAggregatedFolder", "Office 365 Management Activity API schema, Exchange Mailbox schema", null,
    [
        MemberSchema.Text("Id").Mandatory(),
        MemberSchema.Text("Path"),
        MemberSchema.List("FolderItems", ExchangeFolderItem.OwnSchema),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Identifier of the folder in its store. Mandatory.</summary>
    public string? Id { get => GetText("Id"); set => SetText("Id", value); }

    /// <summary>Path from the root of the mailbox.</summary>
    public string? Path { get => GetText("Path"); set => SetText("Path", value); }

    /// <summary>The items of the folder that were accessed.</summary>
    public IReadOnlyList<ExchangeFolderItem>? FolderItems { get => GetList<ExchangeFolderItem>("FolderItems"); set => SetList("FolderItems", value); }
}

using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Microsoft365;

/// <summary>A folder of a mailbox.</summary>
/// <remarks>Reference: Office 365 Management Activity API schema, Exchange Mailbox schema.</remarks>
[JsonConverter(typeof(RecordObjectConverter<ExchangeFolder>))]
public sealed class ExchangeFolder : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("ExchangeFolder", "Office 365 Management Activity API schema, Exchange Mailbox schema", null,
    [
        MemberSchema.Text("Id").Mandatory(),
        MemberSchema.Text("Path"),
        MemberSchema.Text("Name"),
        MemberSchema.Text("MemberSid"),
        MemberSchema.Text("MemberRights"),
        MemberSchema.Text("MemberUpn"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Identifier of the folder in its store. Mandatory.</summary>
    public string? Id { get => GetText("Id"); set => SetText("Id", value); }

    /// <summary>Path from the root of the mailbox.</summary>
    public string? Path { get => GetText("Path"); set => SetText("Path", value); }

    /// <summary>Name of the folder.</summary>
    public string? Name { get => GetText("Name"); set => SetText("Name", value); }

    /// <summary>Security identifier of who got rights on it.</summary>
    public string? MemberSid { get => GetText("MemberSid"); set => SetText("MemberSid", value); }

    /// <summary>The rights that were given, separated by commas.</summary>
    public string? MemberRights { get => GetText("MemberRights"); set => SetText("MemberRights", value); }

    /// <summary>Principal name of who got them.</summary>
    public string? MemberUpn { get => GetText("MemberUpn"); set => SetText("MemberUpn", value); }
}

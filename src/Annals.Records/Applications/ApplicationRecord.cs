using System.Text.Json;
using System.Text.Json.Serialization;
using Annals.Records.Objects;

namespace Annals.Records.Applications;

/// <summary>An audit record of an organisation's own application, in the small shape that Annals defines. Further members are kept as they are.</summary>
/// <remarks>Reference: Annals, own applications.</remarks>
[JsonConverter(typeof(RecordObjectConverter<ApplicationRecord>))]
public sealed partial class ApplicationRecord : RecordObject
{
    internal static readonly ObjectSchema OwnSchema = new("Own application's record", "Annals, own applications", null,
    [
        MemberSchema.Text("id").Mandatory(),
        MemberSchema.Time("time").Mandatory(),
        MemberSchema.Object("actor", ApplicationParty.OwnSchema).Mandatory().AlsoAs(JsonValueKind.String),
        MemberSchema.Text("action").Mandatory(),
        MemberSchema.Object("target", ApplicationParty.OwnSchema).AlsoAs(JsonValueKind.String),
        MemberSchema.Text("outcome"),
        MemberSchema.Any("context"),
        MemberSchema.Text("source"),
        MemberSchema.Text("service"),
        MemberSchema.Text("kind"),
        MemberSchema.Any("ip"),
        MemberSchema.Text("session"),
        MemberSchema.Text("correlation"),
    ]);

    internal override ObjectSchema Schema => OwnSchema;

    /// <summary>Identifier, unique within the application; with the same value it is stored once. Mandatory.</summary>
    public string? Id { get => GetText("id"); set => SetText("id", value); }

    /// <summary>When it happened, ISO 8601, UTC unless a zone is given. Mandatory.</summary>
    public DateTimeOffset? Time { get => GetTime("time"); set => SetTime("time", value, WireTime.WithZone); }

    /// <summary>Who acted: an object, or just a name (then null here; see <see cref="RecordObject.TextOf"/>). Mandatory.</summary>
    public ApplicationParty? Actor { get => GetObject<ApplicationParty>("actor"); set => SetObject("actor", value); }

    /// <summary>What was done, in the application's words, such as invoice.approve. Mandatory.</summary>
    public string? Action { get => GetText("action"); set => SetText("action", value); }

    /// <summary>What it was done to: an object, or just a name (then null here; see <see cref="RecordObject.TextOf"/>).</summary>
    public ApplicationParty? Target { get => GetObject<ApplicationParty>("target"); set => SetObject("target", value); }

    /// <summary>success, failure, partial or warning; absent means unknown.</summary>
    public string? Outcome { get => GetText("outcome"); set => SetText("outcome", value); }

    /// <summary>Anything else worth keeping, of any form; ip, sessionId and correlationId in it are found by search.</summary>
    public JsonElement? Context { get => GetAny("context"); set => SetAny("context", value); }

    /// <summary>Name of the application.</summary>
    public string? Source { get => GetText("source"); set => SetText("source", value); }

    /// <summary>Part of the application that wrote the record.</summary>
    public string? Service { get => GetText("service"); set => SetText("service", value); }

    /// <summary>Kind of the target or of the record.</summary>
    public string? Kind { get => GetText("kind"); set => SetText("kind", value); }

    /// <summary>Address or list of addresses that the request came from.</summary>
    public JsonElement? Ip { get => GetAny("ip"); set => SetAny("ip", value); }

    /// <summary>Identifier of the session.</summary>
    public string? Session { get => GetText("session"); set => SetText("session", value); }

    /// <summary>Identifier that ties records of one operation together.</summary>
    public string? Correlation { get => GetText("correlation"); set => SetText("correlation", value); }
}

using Annals.Records.Json;
using Annals.Records.Microsoft365;
using Annals.Records.Tables;

namespace Annals.Records.Events;

/// <summary>Reads the members of Microsoft 365 records.</summary>
public sealed partial class EventSlices
{
    private const int GuidLength = 36;
    private const int AccountLogon = 9;
    private const int StsLogon = 15;
    private static readonly byte[][] UserTypes =
    [
        "Regular"u8.ToArray(), "Reserved"u8.ToArray(), "Admin"u8.ToArray(), "DCAdmin"u8.ToArray(), "System"u8.ToArray(), "Application"u8.ToArray(),
        "ServicePrincipal"u8.ToArray(), "CustomPolicy"u8.ToArray(), "SystemPolicy"u8.ToArray(), "PartnerTechnician"u8.ToArray(), "Guest"u8.ToArray(),
    ];

    /// <summary>RecordType of the last Microsoft 365 record when it is a number.</summary>
    private long? _recordType;

    /// <summary>Content type of a Microsoft 365 record by <see cref="ContentTypeRule1"/>; null of every other form.</summary>
    public ContentType? ContentType => Shape == RecordShape.Microsoft365
        ? ContentTypeRule1.Of(_recordType, this[EventField.Kind], this[EventField.Service])
        : null;

    private void ReadMicrosoft365(ReadOnlySpan<byte> record)
    {
        const int bank = EventPass.RecordBank;
        TakeId(record, At(Member.Id));
        TakeTime(record, bank, Member.CreationTime);
        Take(EventField.Action, record, bank, Member.Operation);
        Take(EventField.Service, record, bank, Member.Workload);
        var recordType = ReadRecordType(record);
        Take(EventField.Actor, record, bank, Member.UserId);
        TakeActorId(record);
        FillFrom(EventField.Actor, EventField.ActorId);
        ReadUserType(record);
        ReadMicrosoft365Target(record);
        Take(EventField.Application, record, bank, Member.ApplicationId, Member.ClientAppId, Member.AccessClientAppId, Member.AppId, Member.ApplicationDisplayName, Member.ApplicationName, Member.AccessClientAppName, Member.ApplicationText);
        Take(EventField.Session, record, bank, Member.SessionId, Member.AccessSessionId, Member.DeviceSessionId, Member.UserSessionId);
        Take(EventField.Correlation, record, bank, Member.CorrelationId, Member.AccessCorrelationId, Member.InterSystemsId);
        foreach (var member in (ReadOnlySpan<Member>)[Member.ClientIP, Member.ClientIPAddress, Member.ActorIpAddress, Member.ActorIP, Member.UserIp, Member.ClientIPs])
        {
            TakeAddresses(record, At(member));
        }

        Outcome = ReadMicrosoft365Outcome(record, recordType);
    }

    /// <summary>Names the record type; returns its number, or -1 when it is no known number or name.</summary>
    private long ReadRecordType(ReadOnlySpan<byte> record)
    {
        var value = At(Member.RecordType);
        _recordType = null;
        if (TryNumber(record, value, out var number))
        {
            _recordType = number;
            var name = RecordTypes.Utf8NameOf(number);
            if (!name.IsEmpty)
            {
                Set(EventField.Kind, name);
                return number;
            }
        }

        Take(EventField.Kind, record, value);
        return TextEquals(record, value, "AzureActiveDirectoryStsLogon"u8) ? StsLogon
            : TextEquals(record, value, "AzureActiveDirectoryAccountLogon"u8) ? AccountLogon
            : -1;
    }

    private void TakeActorId(ReadOnlySpan<byte> record)
    {
        if (Take(EventField.ActorId, record, At(Member.ActorObjectId)) || TakePrefixedId(EventField.ActorId, record, At(Member.ActorPrefixedId)))
        {
            return;
        }

        var key = At(Member.UserKey);
        if (!TextEquals(record, key, "Not Available"u8))
        {
            Take(EventField.ActorId, record, key);
        }
    }

    /// <summary>Takes the GUID that ends an id such as <c>User_GUID</c>.</summary>
    private bool TakePrefixedId(EventField field, ReadOnlySpan<byte> record, JsonToken value)
    {
        if (!Take(field, record, value))
        {
            return false;
        }

        var (start, length) = _fields[(int)field];
        _fields[(int)field] = (start + length - GuidLength, GuidLength);
        return true;
    }

    private void ReadUserType(ReadOnlySpan<byte> record)
    {
        var value = At(Member.UserType);
        if (TryNumber(record, value, out var number) && number >= 0 && number < UserTypes.Length)
        {
            Set(EventField.ActorType, UserTypes[number]);
        }
        else
        {
            Take(EventField.ActorType, record, value);
        }
    }

    private void ReadMicrosoft365Target(ReadOnlySpan<byte> record)
    {
        const int bank = EventPass.RecordBank;
        Take(EventField.Target, record, bank, Member.TargetName, Member.TargetUpn, Member.ObjectId, Member.ItemName, Member.MailboxOwnerUpn, Member.TeamName);
        if (!Take(EventField.TargetId, record, At(Member.TargetObjectId)) && !TakePrefixedId(EventField.TargetId, record, At(Member.TargetPrefixedId)))
        {
            Take(EventField.TargetId, record, bank, Member.ListItemUniqueId, Member.ListId, Member.MailboxGuid, Member.TeamGuid);
        }

        FillFrom(EventField.Target, EventField.TargetId);
    }

    private Outcome ReadMicrosoft365Outcome(ReadOnlySpan<byte> record, long recordType)
    {
        var operation = this[EventField.Action];
        if (operation.SequenceEqual("UserLoginFailed"u8))
        {
            return Outcome.Failure;
        }

        var said = OutcomeOf(record, At(Member.ResultStatus));
        if (operation.SequenceEqual("UserLoggedIn"u8))
        {
            return said == Outcome.Failure ? Outcome.Failure : NamesLogonError(record) ? Outcome.Warning : Outcome.Success;
        }

        if (recordType is StsLogon or AccountLogon)
        {
            // Success says here only that the request was answered.
            return NamesLogonError(record) ? Outcome.Failure
                : said != Outcome.Success ? said
                : TryNumber(record, At(Member.ErrorNumber), out _) ? Outcome.Success
                : Outcome.Unknown;
        }

        if (At(Member.ResultStatus).Kind == JsonKind.Number && this[EventField.Kind].StartsWith("Planner"u8))
        {
            return TryNumber(record, At(Member.ResultStatus), out var number) ? number switch { 1 => Outcome.Success, 2 or 3 => Outcome.Failure, _ => Outcome.Unknown } : Outcome.Unknown;
        }

        return said == Outcome.Unknown && At(Member.ResultStatus) is { Kind: JsonKind.None or JsonKind.Null } or { Length: 0 } ? OutcomeOf(record, At(Member.IsSuccess)) : said;
    }

    private bool NamesLogonError(ReadOnlySpan<byte> record)
    {
        var error = At(Member.LogonError);
        var number = At(Member.ErrorNumber);
        return (error.IsText && error.Length > 0 && !TextEquals(record, error, "None"u8))
            || (number.Kind == JsonKind.Number || (number.IsText && number.Length > 0)) && !(TryNumber(record, number, out var code) && code == 0);
    }
}

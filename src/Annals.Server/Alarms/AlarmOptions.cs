using System.ComponentModel.DataAnnotations;
using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace Annals.Server.Alarms;

/// <summary>Where trouble is told. Each episode gives one message when it begins and one when it is over.</summary>
internal sealed class AlarmOptions
{
    public const string Section = "Alarms";

    /// <summary>How often is looked. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>An http or https address that gets each message as JSON by POST. Default: none.</summary>
    public Uri? WebhookUrl { get; set; }

    /// <summary>A syslog receiver: <c>udp://host:514</c> or <c>tcp://host:601</c>; RFC 5424. Default: none.</summary>
    public Uri? SyslogUrl { get; set; }

    /// <summary>A mail server: <c>smtp://host:25</c>, or <c>smtps://host:587</c> for STARTTLS. Default: none.</summary>
    public Uri? MailServer { get; set; }

    /// <summary>Account at the mail server. Default: none.</summary>
    public string? MailUser { get; set; }

    /// <summary>Password of the account.</summary>
    public string? MailPassword { get; set; }

    /// <summary>Sender of mails; needed with <see cref="MailServer"/>.</summary>
    [EmailAddress]
    public string? MailFrom { get; set; }

    /// <summary>Receivers of mails, at least one with <see cref="MailServer"/>.</summary>
    public IList<string> MailTo { get; set; } = [];
}

/// <summary>Checks what belongs together.</summary>
[OptionsValidator]
internal sealed partial class AlarmOptionsRules : IValidateOptions<AlarmOptions>;

/// <summary>Checks the settings of alarms.</summary>
internal sealed class AlarmOptionsValidator : IValidateOptions<AlarmOptions>
{
    private readonly AlarmOptionsRules rules = new();

    public ValidateOptionsResult Validate(string? name, AlarmOptions options)
    {
        var faults = new List<string>();
        if (rules.Validate(name, options) is { Failed: true } result)
        {
            faults.AddRange(result.Failures ?? []);
        }

        if (options.WebhookUrl is { IsAbsoluteUri: false } or { Scheme: not ("http" or "https") })
        {
            faults.Add("WebhookUrl: use http or https.");
        }

        if (options.SyslogUrl is { IsAbsoluteUri: false } or { Scheme: not ("udp" or "tcp") } or { Port: < 1 })
        {
            faults.Add("SyslogUrl: write udp://host:514 or tcp://host:601.");
        }

        if (options.MailServer is { IsAbsoluteUri: false } or { Scheme: not ("smtp" or "smtps") } or { Port: < 1 })
        {
            faults.Add("MailServer: write smtp://host:25 or smtps://host:587.");
        }

        faults.AddRange(options.MailTo.Where(address => !MailAddress.TryCreate(address, out _)).Select(address => $"MailTo: \"{address}\" is no mail address."));
        if (options.MailServer is not null && (options.MailFrom is null || options.MailTo.Count == 0))
        {
            faults.Add("MailServer: MailFrom and MailTo are needed with it.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}

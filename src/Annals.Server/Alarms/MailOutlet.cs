using System.Net;
using System.Net.Mail;

namespace Annals.Server.Alarms;

/// <summary>Sends alarms by mail.</summary>
internal sealed class MailOutlet(AlarmOptions options) : IAlarmOutlet
{
    public string Name => "mail";

    public async Task SendAsync(Alarm alarm, CancellationToken cancellationToken)
    {
        using var client = new SmtpClient(options.MailServer!.Host, options.MailServer.Port) { EnableSsl = options.MailServer.Scheme == "smtps" };
        if (options.MailUser is not null)
        {
            client.Credentials = new NetworkCredential(options.MailUser, options.MailPassword);
        }

        using var mail = new MailMessage
        {
            From = new MailAddress(options.MailFrom!),
            Subject = $"Annals: {alarm.Kind}{(alarm.Tenant.Length == 0 ? "" : " of " + alarm.Tenant)}{(alarm.IsOver ? " is over" : "")}",
            Body = alarm.Message + "\n",
        };
        foreach (var receiver in options.MailTo)
        {
            mail.To.Add(receiver);
        }

        await client.SendMailAsync(mail, cancellationToken);
    }
}

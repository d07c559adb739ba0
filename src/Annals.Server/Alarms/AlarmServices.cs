using Annals.Server.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Annals.Server.Alarms;

/// <summary>Puts the alarms together: the outlets that are set, and the watch.</summary>
internal static class AlarmServices
{
    public static void AddAlarms(this IServiceCollection services)
    {
        services.AddSettings<AlarmOptions, AlarmOptionsValidator>(AlarmOptions.Section);
        services.AddSingleton<IEnumerable<IAlarmOutlet>>(provider => Outlets(provider.GetRequiredService<IOptions<AlarmOptions>>().Value));
        services.AddSingleton<AlarmWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<AlarmWatch>());
    }

    private static List<IAlarmOutlet> Outlets(AlarmOptions options)
    {
        var outlets = new List<IAlarmOutlet>();
        if (options.WebhookUrl is { } webhook)
        {
            outlets.Add(new WebhookOutlet(webhook, new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })));
        }

        if (options.SyslogUrl is { } syslog)
        {
            outlets.Add(new SyslogOutlet(syslog));
        }

        if (options.MailServer is not null)
        {
            outlets.Add(new MailOutlet(options));
        }

        return outlets;
    }
}

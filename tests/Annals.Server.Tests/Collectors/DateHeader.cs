using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Annals.Server.Tests.Collectors;

/// <summary>Answers carry the time of the test's clock: collectors live by the vendor's, and the web server knows the machine's only.</summary>
internal sealed class DateHeader(TimeProvider time) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) =>
        {
            context.Response.Headers.Date = time.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
            return rest(context);
        });
        next(app);
    };
}

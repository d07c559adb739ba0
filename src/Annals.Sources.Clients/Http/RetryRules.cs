using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Annals.Sources.Http;

/// <summary>Which answers are asked for again, and after what wait. Every request of the two services may be repeated: it reads, or changes nothing when it was done already.</summary>
internal static class RetryRules
{
    /// <summary>Set on a request that is allowed once in a while only: "too many requests" then means that it was made lately, and repeating it would begin the wait anew.</summary>
    public static readonly HttpRequestOptionsKey<bool> OnceInAWhile = new("annals.once-in-a-while");

    /// <summary>Makes the handler that repeats requests.</summary>
    /// <param name="options">How often and how long.</param>
    /// <param name="isThrottled">Whether an answer of a status that is not repeated by itself says "too many requests"; its body may be read.</param>
    /// <param name="time">The clock.</param>
    public static DelegatingHandler Handler(SourceHttpOptions options, Func<HttpResponseMessage, ValueTask<bool>> isThrottled, TimeProvider time)
    {
        var pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time };
        if (options.RetriesMax > 0)
        {
            pipeline.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = options.RetriesMax,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.FirstWait,
                MaxDelay = options.WaitMax,
                ShouldHandle = arguments => ShouldRepeatAsync(arguments.Outcome, options.WaitMax, isThrottled),
                DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result is { } answer ? RetryAfter.Of(answer) : null),
            });
        }

        return new ResilienceHandler(pipeline.Build());
    }

    private static async ValueTask<bool> ShouldRepeatAsync(Outcome<HttpResponseMessage> outcome, TimeSpan waitMax, Func<HttpResponseMessage, ValueTask<bool>> isThrottled)
    {
        if (outcome.Result is not { } answer)
        {
            return outcome.Exception?.InnerException is not ForeignAddressException && HttpClientResiliencePredicates.IsTransient(outcome);
        }

        if (RetryAfter.Of(answer) > waitMax)
        {
            return false;
        }

        var isOnceInAWhile = answer.RequestMessage?.Options.TryGetValue(OnceInAWhile, out var once) is true && once;
        return answer.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => !isOnceInAWhile,
            HttpStatusCode.RequestTimeout => true,
            >= HttpStatusCode.InternalServerError and not (HttpStatusCode.NotImplemented or HttpStatusCode.HttpVersionNotSupported) => true,
            HttpStatusCode.Forbidden => await isThrottled(answer).ConfigureAwait(false),
            _ => false,
        };
    }
}

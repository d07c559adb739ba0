using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Annals.Server.Tests.Accounts;

/// <summary>A person with a browser: keeps the cookie of the session and sends the session's word, as a page of ours does.</summary>
internal sealed class Person : IDisposable
{
    public const string Password = "a rather long one";
    private readonly HttpClient http;

    public Person(TestServer server) => http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = server.Url };

    /// <summary>Name and value of the session's cookie, as it is sent back; null before signing in.</summary>
    public string? Cookie { get; set; }

    /// <summary>The cookie as the server set it last.</summary>
    public string? SetCookie { get; private set; }

    /// <summary>The session's word; null when none is sent.</summary>
    public string? Word { get; set; }

    /// <summary>Headers of every request.</summary>
    public HttpRequestHeaders Headers => http.DefaultRequestHeaders;

    /// <summary>Signs in.</summary>
    public static async Task<Person> SignInAsync(TestServer server, string name, string password = Password, string tenant = "default")
    {
        var person = new Person(server);
        using var answer = await person.TrySignInAsync(name, password, tenant);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return person;
    }

    /// <summary>Tries to sign in.</summary>
    public Task<HttpResponseMessage> TrySignInAsync(string name, string password, string tenant = "default") =>
        SendAsync(HttpMethod.Post, "/v1/session", new { tenant, name, password });

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    /// <summary>Sends a request, and keeps the cookie and the word of a session that begins.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        if (Cookie is not null)
        {
            request.Headers.Add("Cookie", Cookie);
        }

        if (Word is not null)
        {
            request.Headers.Add("X-Annals-Antiforgery", Word);
        }

        var answer = await http.SendAsync(request);
        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            SetCookie = cookies.Single();
            Cookie = SetCookie.Split(';')[0];
            if (answer.IsSuccessStatusCode && answer.Content.Headers.ContentType?.MediaType == "application/json")
            {
                Word = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("antiforgery").GetString();
            }
        }

        return answer;
    }

    public void Dispose() => http.Dispose();
}

namespace Annals.Sources.Samples;

/// <summary>Invented names and words that samples are put together from. All are safe inside JSON strings.</summary>
internal static class SampleWords
{
    public static readonly string[] FirstNames = Split(
        "Ada Alba Alma Amir Anke Anton Arno Aylin Bela Berta Bram Bruno Carla Cem Clara Dana Daria David Edda Elias Elif Emil Enno Erik Esra Eva Falk Fatma Femke Finn " +
        "Frida Gero Gesa Greta Hanna Hasan Heidi Henk Ida Ilja Imke Ines Inga Ivo Jana Jasper Jelle Jonas Juri Kaja Karim Karla Kemal Klara Knut Lale Lars Lea Lena Levin " +
        "Lina Lotte Luca Maja Malik Marek Mats Mila Mina Momo Nadia Nele Nils Noor Oda Okan Ole Olga Orhan Ova Paula Pavel Petra Pia Quint Rana Rasmus Rieke Romy Runa " +
        "Said Sami Selma Silas Sofia Sven Tarek Tessa Thea Tilda Timo Toni Udo Ulla Umut Vera Veit Viola Wanda Wim Xenia Yara Yusuf Zoe");

    public static readonly string[] LastNames = Split(
        "Abend Achterberg Albers Amsel Arends Backhaus Bakker Baltes Barkhoff Becker Behrend Berger Birke Blanke Bloem Brandt Brink Bruns Buchen Burger Cordes Dahl Demir Dorn " +
        "Drosten Ebel Eckert Eichen Elbers Engel Erdmann Esser Faber Falken Feld Fink Fischer Flamm Frey Funke Gerdes Giese Grote Haas Hagen Hahn Hansen Hartog Heide Hein " +
        "Herder Hoek Holm Horn Huber Ihde Jager Jansen Janssen Kaiser Kamp Kaya Keller Kern Kessel Klein Koch Kolb Krause Kruse Kuiper Lang Lenz Linde Loos Lorenz Maas Marsch " +
        "Mertens Meyer Moor Mulder Nacht Nagel Nolte Oster Otten Pauli Peters Pohl Prins Quast Rabe Reich Rieger Ritter Roth Sahin Sander Schaaf Schmidt Seidel Sommer Stein " +
        "Storch Tamm Thiel Timmer Ulmer Urban Vaas Vogel Voss Wagner Weber Wegener Wenzel Winter Wolff Yilmaz Zander Zeller Ziegler Zorn");

    public static readonly string[] Sites = Split("Finance Sales Marketing Legal Projects Research Logistics Purchasing Quality Training Intranet ServiceDesk Plant-North Plant-South Board Data-Office");

    public static readonly string[] Folders = Split("Shared%20Documents Documents General Archive Reports Contracts Drafts Handover Reviews Templates");

    public static readonly string[] Subjects = Split("Budget Forecast Contract Offer Invoice Roadmap Inventory Payroll Release Audit Survey Pricing Budget-Plan Workshop Training Complaint Supplier Customer Shift Handbook");

    public static readonly string[] Papers = Split("draft summary overview notes minutes appendix review calculation checklist comparison slides report");

    public static readonly string[] Extensions = Split("docx xlsx pptx pdf csv txt png msg zip vsdx");

    public static readonly string[] Applications = Split("Outlook Teams SharePoint OneDrive Planner Forms Loop Whiteboard PowerApps Stream Bookings Viva Lists Designer Project Visio");

    public static readonly string[] Queues =
    [
        "Support DE", "Support NL", "Support EN", "Billing", "Orders", "Returns", "Technical level 2", "Complaints", "Callbacks", "Retention", "New customers", "Partners", "Emergency line", "Chat", "Mail desk", "Field service",
    ];

    public static readonly string[] Roles =
    [
        "Agent", "Supervisor", "Quality manager", "Telephony admin", "User manager", "Reporting", "Flow author", "Master Admin", "Workforce planner", "Outbound agent",
    ];

    public static readonly string[] BusinessRoles = Split("clerk team-lead controller buyer dispatcher hr-partner");

    public static readonly string[] AdminRoles =
    [
        "User Administrator", "Helpdesk Administrator", "Groups Administrator", "Exchange Administrator", "SharePoint Administrator", "Security Reader", "Global Reader", "Application Administrator",
    ];

    private static string[] Split(string words) => words.Split(' ');
}

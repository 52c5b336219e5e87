/** Runs before the first paint, so that nobody is blinded at night. */
export const THEME_SCRIPT = `try{var h=document.documentElement,t=localStorage.getItem("heo.theme")||"system";h.classList.toggle("dark",t==="dark"||t==="system"&&matchMedia("(prefers-color-scheme: dark)").matches);h.lang=localStorage.getItem("heo.locale")||"vi"}catch(e){}`;
